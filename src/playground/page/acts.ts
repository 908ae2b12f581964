// What the page may ask for, checked before anything is done with it.
import { z } from 'zod';
import { moves } from '../clock.ts';
import type { Act } from './pane.ts';

const id = z.string().min(1).max(200);
const words = z.string().max(12_000);
const options = z.record(z.string().max(100), words).default({});
const values = z.record(z.string().max(300), z.unknown()).default({});
const path = z.array(z.string().max(40)).max(3).default([]);
const inMessage = { channel: id, message: id };

const act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('open'), channel: id }),
  z.object({ do: z.literal('say'), channel: id, text: words.min(1) }),
  z.object({ do: z.literal('slash'), channel: id, name: id, path, text: words.default(''), options }),
  z.object({ do: z.literal('press'), ...inMessage, ref: id }),
  z.object({ do: z.literal('choose'), ...inMessage, ref: id, value: words }),
  z.object({ do: z.literal('on-message'), ...inMessage, id }),
  z.object({ do: z.literal('dismiss'), ...inMessage }),
  z.object({ do: z.literal('suggest'), channel: id, name: id, path, options, option: id }),
  z.object({ do: z.literal('submit'), form: id, values }),
  z.object({ do: z.literal('press-form'), form: id, ref: id, value: words.default(''), values }),
  z.object({ do: z.literal('suggest-form'), form: id, ref: id, typed: words, values }),
  z.object({ do: z.literal('close'), form: id }),
]);

const asked = z.object({ pane: id, person: id, act });
const move = z.object({ move: z.enum(moves) });

/** @returns undefined when it is nothing that the page would ask for */
export const readAct = (body: unknown): { pane: string; person: string; act: Act } | undefined =>
  asked.safeParse(body).data;

/** @returns undefined when it is no move of the clock */
export const readMove = (body: unknown) => move.safeParse(body).data?.move;
