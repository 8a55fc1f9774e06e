import { pathOf, type Step } from './domain/reading.js';

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/**
 * The path of a name that one object of a JSON text gives twice, else null. A JSON parser would silently keep the last
 * of the two. The names of the text are counted against those of the parsed value, which is quick; only when they
 * differ is the text searched.
 */
export function repeatedName(bytes: Uint8Array, value: unknown, text: string): string | null {
  return namesInText(bytes) === namesInValue(value) ? null : firstRepeated(text);
}

/** A colon outside strings follows exactly one name. */
function namesInText(bytes: Uint8Array): number {
  let names = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === QUOTE) inString = !inString;
    else if (inString && byte === BACKSLASH) index += 1;
    else if (!inString && byte === COLON) names += 1;
  }
  return names;
}

function namesInValue(value: unknown): number {
  let names = 0;
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const items: readonly unknown[] = Object.values(next);
    if (!Array.isArray(next)) names += items.length;
    for (const item of items) if (typeof item === 'object' && item !== null) waiting.push(item);
  }
  return names;
}

/** One level of the text: the names of an object so far, or null for a list, and where in it we are. */
interface Level {
  readonly names: Set<string> | null;
  step: Step;
}

function firstRepeated(text: string): string | null {
  const levels: Level[] = [];
  let name = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const level = levels.at(-1);
    if (character === '"') {
      const end = endOfString(text, index);
      name = text.slice(index, end + 1);
      index = end;
    } else if (character === ':' && level?.names) {
      level.step = JSON.parse(name) as string;
      if (level.names.has(level.step)) return pathOf(levels.map(({ step }) => step));
      level.names.add(level.step);
    } else move(levels, character);
  }
  return null;
}

function move(levels: Level[], character: string): void {
  const level = levels.at(-1);
  if (character === '{') levels.push({ names: new Set(), step: '' });
  else if (character === '[') levels.push({ names: null, step: 0 });
  else if (character === '}' || character === ']') levels.pop();
  else if (character === ',' && typeof level?.step === 'number') level.step += 1;
}

/** The place of the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
