// No secret reaches the log, wherever in a line it stands.
import { expect, test } from 'vitest';
import { openLog, scrub } from '#log.ts';

const discord = `MTIzNDU2Nzg5MDEyMzQ1Njc4.${'G1x2y3'}.${'abcdefghijklmnopqrstuvwxyz0123456789AB'.slice(0, 38)}`;
const secrets = ['xoxb-123-456-AbCdEf', 'xoxp-1-2', 'xoxe.xoxb-1-abc', 'xapp-1-A0-123-def', discord];

function lines(): { written: string[]; to: { write(line: string): void } } {
  const written: string[] = [];
  return { written, to: { write: (line) => void written.push(line) } };
}

test.each(secrets)('%s is hidden in messages, fields, keys and errors', (secret) => {
  const { written, to } = lines();
  const log = openLog({ level: 'info', to });
  log.info(`calling with ${secret}!`);
  log.warn({ deep: { er: { still: [secret] } }, [secret]: 1 }, 'fields');
  log.error(new Error(`refused: ${secret}`), 'error');
  expect(written).toHaveLength(3);
  expect(written.join('')).not.toContain(secret);
  for (const line of written) expect(() => JSON.parse(line)).not.toThrow();
});

test('known secrets are hidden whatever they look like, and fields by their name', () => {
  const { written, to } = lines();
  const log = openLog({ level: 'info', to, known: ['f00dcafe', 'abc'] });
  log.info({ signingSecret: 'x', body: { password: 'y', accessToken: 'z' } }, 'f00dcafe and abc');
  expect(written[0]).not.toMatch(/f00dcafe|"x"|"y"|"z"/);
  expect(written[0]).toContain('abc');
});

test('addresses keep what helps and lose what opens', () => {
  expect(scrub('postgresql://mosty:hunter2@127.0.0.1:5432/mosty')).toBe(
    'postgresql://mosty:[hidden]@127.0.0.1:5432/mosty',
  );
  expect(scrub('https://hooks.slack.com/commands/T1/2/x')).toBe('https://hooks.slack.com/[hidden]');
  expect(scrub('/api/v10/webhooks/123/aW50ZXJ/messages/@original')).toBe(
    '/api/v10/webhooks/123/[hidden]/messages/@original',
  );
  expect(scrub('Authorization: Bearer abcdefghijkl')).toBe('Authorization: Bearer [hidden]');
});

test('ordinary words stay', () => {
  const text = 'Task T-12 for Stowarzyszenie X: see https://example.org/a.b.c and version 14.28.1';
  expect(scrub(text)).toBe(text);
});

test('an error keeps its code', () => {
  const { written, to } = lines();
  openLog({ level: 'info', to }).error(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 'error');
  expect(written[0]).toContain('ECONNREFUSED');
});
