// The first start's story: how the invented coalition came to be, told by the same commands that people type. It runs over
// three days of the playground's clock, so that tasks have a history and one of them is late.
import { dateIn } from '#time/moment.ts';
import { coalition, partners, polish, server } from '../cast.ts';
import { codeIn, type Typist } from './typist.ts';

export type Stage = {
  typist: Typist;
  now(): Date;
  /**
   * Lets everything be delivered and sets the clock to a moment that is not after real time.
   * @param days before today, in the coalition's zone
   * @param clock on that day
   */
  turn(days: number, clock: { hour: number; minute: number }): Promise<void>;
};

const [ada, bartosz, oksana, edyta] = polish.people.map((one) => one.id) as [string, string, string, string];
const [berta, jana, felix] = partners.people.map((one) => one.id) as [string, string, string];
const [carlos, montse, adaThere] = server.people.map((one) => one.id) as [string, string, string];
const [koalicja, zadania, biuro, kawa] = polish.channels.map((one) => one.id) as [string, string, string, string];
const [bruecke, tafel, allgemein] = partners.channels.map((one) => one.id) as [string, string, string];
const [coligacao, tablero, cafe] = server.channels.map((one) => one.id) as [string, string, string];

const organisations = {
  lublin: 'Stowarzyszenie Zmyślonych Mostów',
  bialystok: 'Fundacja Na Niby',
  city: 'Urząd Miasta Wymysłowo',
  austria: 'Verein Erfundene Brücken',
  czechia: 'Spolek Smyšlený most',
  portugal: 'Associação Ponte Inventada',
  catalonia: 'Associació Pont de Mentida',
} as const;

/** Tells the whole story. @throws when a step has another outcome than it should */
export async function tellStory(stage: Stage): Promise<void> {
  await stage.turn(3, { hour: 9, minute: 2 });
  await founding(stage);
  await stage.turn(3, { hour: 10, minute: 15 });
  await channels(stage);
  await newcomers(stage);
  await stage.turn(3, { hour: 11, minute: 40 });
  await greetings(stage);
  await work(stage);
  await stage.turn(2, { hour: 9, minute: 24 });
  await goingOn(stage);
  await stage.turn(1, { hour: 16, minute: 8 });
  await yesterday(stage);
}

async function founding({ typist }: Stage): Promise<void> {
  const { name, language, timezone } = coalition;
  const founded = await typist.slack(
    ada,
    koalicja,
    `/coalition create ${name} organisation: ${organisations.lublin} country: PL type: ngo language: ${language} timezone: ${timezone}`,
  );
  const join = async (
    code: string,
    person: string,
    channel: string,
    organisation: string,
    type: string,
    country: string,
    answer = 'welcome',
  ) => {
    if (/^\d+$/.test(person))
      await typist.discord(person, channel, 'coalition join', { code, organisation, type, country });
    else
      await typist.slack(
        person,
        channel,
        `/coalition join ${code} organisation: ${organisation} type: ${type} country: ${country}`,
      );
    await typist.pressDirect(ada, `coalition.join!${answer}`);
  };
  const invited = async (): Promise<string> => codeIn((await typist.slack(ada, koalicja, '/coalition invite')).blocks);
  await join(codeIn(founded.blocks), bartosz, kawa, organisations.bialystok, 'ngo', 'PL');
  await join(await invited(), berta, bruecke, organisations.austria, 'ngo', 'AT');
  await join(await invited(), jana, bruecke, organisations.czechia, 'informal', 'CZ');
  await join(await invited(), carlos, coligacao, organisations.portugal, 'ngo', 'PT');
  await join(await invited(), montse, coligacao, organisations.catalonia, 'ngo', 'ES');
  await join(await invited(), edyta, kawa, organisations.city, 'municipality', 'PL', 'observer');
}

async function channels({ typist }: Stage): Promise<void> {
  const connect = async (person: string, channel: string, terms: string) => {
    const preview = await typist.slack(person, channel, `/coalition connect ${terms}`);
    await typist.pressSlack(person, preview, 'coalition.connect!confirm');
  };
  await connect(ada, koalicja, 'mode: board language: pl');
  await connect(ada, zadania, 'mode: cards language: pl');
  await connect(ada, biuro, 'mode: cards language: pl audience: organisation');
  await connect(berta, bruecke, 'mode: cards language: de');
  await connect(berta, tafel, 'mode: board language: de');
  const connectThere = async (person: string, channel: string, options: Record<string, string>) => {
    await typist.discord(person, channel, 'coalition connect', options);
    await typist.pressDiscord(person, channel, 'coalition.connect!confirm');
  };
  await connectThere(carlos, coligacao, { mode: 'cards', language: 'pt' });
  await connectThere(montse, tablero, { mode: 'board', language: 'es' });
}

async function newcomers({ typist }: Stage): Promise<void> {
  // In the organisation's own channel the first act makes a member; elsewhere one is asked, and a coordinator confirms.
  await typist.slack(oksana, biuro, '/task list');
  const asked = await typist.slack(felix, bruecke, '/task list');
  await typist.chooseSlack(felix, asked, organisations.austria);
  await typist.pressDirect(berta, 'coalition.join!confirm');
  const code = codeIn(await typist.discord(adaThere, cafe, 'profile link'));
  await typist.slack(ada, kawa, `/profile link ${code}`);
}

async function greetings({ typist }: Stage): Promise<void> {
  typist.say(ada, koalicja, 'Dzień dobry! Od dzisiaj wspólne zadania mamy tutaj, na przypiętej tablicy.');
  typist.say(bartosz, koalicja, 'Świetnie. U nas w Białymstoku też je widać.');
  typist.say(berta, bruecke, 'Hallo zusammen, hier erscheinen ab jetzt die gemeinsamen Aufgaben.');
  typist.say(berta, allgemein, 'Heute gibt es Apfelstrudel in der Küche.');
  typist.say(carlos, coligacao, 'Olá! As tarefas da coligação aparecem aqui.');
  typist.say(ada, kawa, 'Kto idzie na kawę?');
}

async function work({ typist, now }: Stage): Promise<void> {
  const day = (days: number): string => dateIn(coalition.timezone, new Date(now().getTime() + days * 24 * 3_600_000));
  const add = (person: string, channel: string, line: string) => typist.slack(person, channel, `/task add ${line}`);
  await add(
    ada,
    koalicja,
    `Ustalić skład delegacji (NGO, samorząd, nauka, media) due: ${day(2)} organisation: ${organisations.lublin}`,
  );
  await add(
    ada,
    koalicja,
    `Zaprosić instytucje przyjmujące w Wiedniu due: ${day(8)} 17:00 organisation: ${organisations.austria} priority: high`,
  );
  await add(
    bartosz,
    koalicja,
    `Zebrać dobre praktyki od partnerów due: ${day(24)} organisation: ${organisations.bialystok}`,
  );
  await add(berta, bruecke, `Unterkunft für zwölf Gäste buchen due: ${day(6)} 12:00`);
  await typist.discord(carlos, coligacao, 'task add', { title: 'Traduzir o programa do Fórum', due: day(12) });
  await typist.discord(montse, tablero, 'task add', { title: 'Buscar sala para cien personas', due: day(30) });
  await add(oksana, biuro, `Порахувати витрати на квитки due: ${day(4)} visibility: organisation`);
}

async function goingOn({ typist }: Stage): Promise<void> {
  typist.say(felix, bruecke, 'I can ask the hotel next to the station.');
  await typist.slack(felix, bruecke, '/task take Unterkunft');
  await typist.discord(carlos, coligacao, 'task take', { task: 'Traduzir o programa' });
  await typist.slack(
    berta,
    bruecke,
    '/task block Zaprosić instytucje reason: Das Ministerium antwortet erst nach den Feiertagen.',
  );
  await typist.slack(bartosz, koalicja, '/task take Zebrać dobre');
}

async function yesterday({ typist }: Stage): Promise<void> {
  typist.say(montse, coligacao, '¡Buenos días! Ya tengo dos salas posibles.');
  await typist.slack(jana, bruecke, '/task add Napsat pozvánku do Brna');
  await typist.slack(jana, bruecke, '/task done Napsat pozvánku');
}
