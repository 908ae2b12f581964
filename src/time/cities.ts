// City names of the zones a European coalition meets, in seven languages: "(Warszawa)", "(Wien)".
// Intl names zones ("czas środkowoeuropejski") but not their cities; a zone absent here shows its IANA city.

import { type Lang, langs } from './lang.ts';

/** Zone → names in the order pl, en, es, pt, de, cs, uk. */
const table: Readonly<Record<string, string>> = {
  'Europe/Warsaw': 'Warszawa, Warsaw, Varsovia, Varsóvia, Warschau, Varšava, Варшава',
  'Europe/Vienna': 'Wiedeń, Vienna, Viena, Viena, Wien, Vídeň, Відень',
  'Europe/Prague': 'Praga, Prague, Praga, Praga, Prag, Praha, Прага',
  'Europe/Lisbon': 'Lizbona, Lisbon, Lisboa, Lisboa, Lissabon, Lisabon, Лісабон',
  'Atlantic/Madeira': 'Madera, Madeira, Madeira, Madeira, Madeira, Madeira, Мадейра',
  'Atlantic/Azores': 'Azory, Azores, Azores, Açores, Azoren, Azory, Азори',
  'Europe/Madrid': 'Madryt, Madrid, Madrid, Madrid, Madrid, Madrid, Мадрид',
  'Atlantic/Canary': 'Wyspy Kanaryjskie, Canary Islands, Canarias, Canárias, Kanaren, Kanárské ostrovy, Канари',
  'Europe/Kyiv': 'Kijów, Kyiv, Kiev, Kiev, Kyjiw, Kyjev, Київ',
  'Europe/Berlin': 'Berlin, Berlin, Berlín, Berlim, Berlin, Berlín, Берлін',
  'Europe/London': 'Londyn, London, Londres, Londres, London, Londýn, Лондон',
  'Europe/Paris': 'Paryż, Paris, París, Paris, Paris, Paříž, Париж',
  'Europe/Rome': 'Rzym, Rome, Roma, Roma, Rom, Řím, Рим',
  'Europe/Brussels': 'Bruksela, Brussels, Bruselas, Bruxelas, Brüssel, Brusel, Брюссель',
  'Europe/Amsterdam': 'Amsterdam, Amsterdam, Ámsterdam, Amesterdão, Amsterdam, Amsterdam, Амстердам',
  'Europe/Luxembourg': 'Luksemburg, Luxembourg, Luxemburgo, Luxemburgo, Luxemburg, Lucemburk, Люксембург',
  'Europe/Zurich': 'Zurych, Zurich, Zúrich, Zurique, Zürich, Curych, Цюрих',
  'Europe/Bratislava': 'Bratysława, Bratislava, Bratislava, Bratislava, Bratislava, Bratislava, Братислава',
  'Europe/Budapest': 'Budapeszt, Budapest, Budapest, Budapeste, Budapest, Budapešť, Будапешт',
  'Europe/Bucharest': 'Bukareszt, Bucharest, Bucarest, Bucareste, Bukarest, Bukurešť, Бухарест',
  'Europe/Sofia': 'Sofia, Sofia, Sofía, Sófia, Sofia, Sofie, Софія',
  'Europe/Chisinau': 'Kiszyniów, Chisinau, Chisináu, Chisinau, Chișinău, Kišiněv, Кишинів',
  'Europe/Athens': 'Ateny, Athens, Atenas, Atenas, Athen, Atény, Афіни',
  'Europe/Zagreb': 'Zagrzeb, Zagreb, Zagreb, Zagrebe, Zagreb, Záhřeb, Загреб',
  'Europe/Ljubljana': 'Lublana, Ljubljana, Liubliana, Liubliana, Ljubljana, Lublaň, Любляна',
  'Europe/Belgrade': 'Belgrad, Belgrade, Belgrado, Belgrado, Belgrad, Bělehrad, Белград',
  'Europe/Sarajevo': 'Sarajewo, Sarajevo, Sarajevo, Saraievo, Sarajevo, Sarajevo, Сараєво',
  'Europe/Copenhagen': 'Kopenhaga, Copenhagen, Copenhague, Copenhaga, Kopenhagen, Kodaň, Копенгаген',
  'Europe/Stockholm': 'Sztokholm, Stockholm, Estocolmo, Estocolmo, Stockholm, Stockholm, Стокгольм',
  'Europe/Oslo': 'Oslo, Oslo, Oslo, Oslo, Oslo, Oslo, Осло',
  'Europe/Helsinki': 'Helsinki, Helsinki, Helsinki, Helsínquia, Helsinki, Helsinky, Гельсінкі',
  'Europe/Vilnius': 'Wilno, Vilnius, Vilna, Vílnius, Vilnius, Vilnius, Вільнюс',
  'Europe/Riga': 'Ryga, Riga, Riga, Riga, Riga, Riga, Рига',
  'Europe/Tallinn': 'Tallinn, Tallinn, Tallin, Taline, Tallinn, Tallinn, Таллінн',
  'Europe/Dublin': 'Dublin, Dublin, Dublín, Dublim, Dublin, Dublin, Дублін',
  'Europe/Istanbul': 'Stambuł, Istanbul, Estambul, Istambul, Istanbul, Istanbul, Стамбул',
  'Asia/Tbilisi': 'Tbilisi, Tbilisi, Tiflis, Tbilissi, Tiflis, Tbilisi, Тбілісі',
  'Asia/Yerevan': 'Erywań, Yerevan, Ereván, Erevan, Jerewan, Jerevan, Єреван',
  'America/New_York': 'Nowy Jork, New York, Nueva York, Nova Iorque, New York, New York, Нью-Йорк',
  'America/Sao_Paulo': 'São Paulo, São Paulo, São Paulo, São Paulo, São Paulo, São Paulo, Сан-Паулу',
  UTC: 'UTC, UTC, UTC, UTC, UTC, UTC, UTC',
};

const names = new Map(Object.entries(table).map(([zone, line]) => [zone, line.split(', ')]));

/** Zones with names of their own here. */
export const namedZones: readonly string[] = [...names.keys()];

/**
 * The city a zone is called by: "Warszawa" for Europe/Warsaw in Polish; else the last part of the IANA id.
 * @param zone a valid IANA zone
 */
export function cityOf(zone: string, lang: Lang): string {
  return names.get(zone)?.[langs.indexOf(lang)] ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** All names of a zone's city, in every language. */
export function cityNames(zone: string): readonly string[] {
  return names.get(zone) ?? [cityOf(zone, 'en')];
}

/** Big cities that are not a zone's own, found by people who type where they live. City (any language) → zone. */
export const otherCities: Readonly<Record<string, string>> = {
  'Lublin|Białystok|Kraków|Cracow|Krakau|Gdańsk|Danzig|Wrocław|Poznań|Łódź|Katowice|Rzeszów|Szczecin': 'Europe/Warsaw',
  'Graz|Linz|Salzburg|Innsbruck|Klagenfurt': 'Europe/Vienna',
  'Brno|Ostrava|Plzeň|Olomouc|Liberec': 'Europe/Prague',
  'Porto|Coimbra|Braga|Faro|Évora|Aveiro': 'Europe/Lisbon',
  'Barcelona|Valencia|València|Sevilla|Bilbao|Zaragoza|Málaga|Granada': 'Europe/Madrid',
  'Lwów|Lviv|Львів|Leópolis|Lemberg|Lvov|Odesa|Одеса|Charków|Kharkiv|Харків|Dnipro|Дніпро': 'Europe/Kyiv',
  'Hamburg|München|Munich|Köln|Cologne|Leipzig|Dresden|Frankfurt': 'Europe/Berlin',
  'Edinburgh|Manchester|Glasgow|Cardiff|Belfast': 'Europe/London',
  'Milano|Milan|Napoli|Torino|Bologna': 'Europe/Rome',
  'Lyon|Marseille|Strasbourg': 'Europe/Paris',
};
