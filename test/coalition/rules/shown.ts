// An instant as the clock of a zone shows it, for tables that people read: "Tue 2026-11-24 09:00".
export const showIn = (zone: string, at: Date): string => {
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  return `${new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }).format(at)} ${date}`;
};
