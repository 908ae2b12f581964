// Words that somebody might type to break something, and arbitrary ones.
import * as fc from 'fast-check';

export const hostile = [
  '<!channel>',
  '<!everyone|x>',
  '<@U0ADA>',
  '@everyone @here',
  '*bold* _it_ ~no~ `code` > quote',
  ':tada: &lt;b&gt; & <b>',
  'a\u202eevil\u2066',
  '\u200b\u200d\ufeff',
  'x'.repeat(10_000),
  '👩‍👩‍👧‍👦'.repeat(900),
  `e${'\u0301'.repeat(5000)}`,
  '\ud800 lone \udc00',
  '\u0000\u0007\n\r\n',
  '',
  '   ',
  'https://evil.example/<x>|y',
];
export const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ maxLength: 40 }),
);
