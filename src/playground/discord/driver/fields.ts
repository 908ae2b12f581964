// Filling a modal as the client does: required fields, lengths and counts are checked before anything is sent.
import { isObject, type Json, lengthOf } from '../problem.ts';
import { ClientRefusal, resolve, type Where } from './typed.ts';

export type FieldValue = string | readonly string[] | boolean;

/** The `data` of a modal submit: what the person typed, the prefilled values where nothing was typed. */
export function modalData(where: Where, modal: Json, values: Record<string, FieldValue>): Json {
  const resolved: Record<string, Json> = {};
  const used = new Set<string>();
  let next = 0;
  const id = (item: Json): number => (typeof item.id === 'number' && item.id > 0 ? item.id : ++next);
  const fill = (field: Json): Json => {
    used.add(String(field.custom_id));
    return {
      type: field.type,
      id: id(field),
      custom_id: field.custom_id,
      ...fieldValue(where, field, values[String(field.custom_id)], resolved),
    };
  };
  const components = (Array.isArray(modal.components) ? modal.components.filter(isObject) : []).map((item): Json => {
    if (item.type === 18 && isObject(item.component))
      return { type: 18, id: id(item), component: fill(item.component) };
    if (item.type === 1 && Array.isArray(item.components))
      return { type: 1, id: id(item), components: item.components.filter(isObject).map(fill) };
    return { type: item.type, id: id(item) };
  });
  for (const name of Object.keys(values))
    if (!used.has(name)) throw new ClientRefusal(`The form has no field "${name}".`);
  const data: Json = { custom_id: modal.custom_id, components };
  if (Object.keys(resolved).length > 0) data.resolved = resolved;
  return data;
}

function fieldValue(where: Where, field: Json, typed: FieldValue | undefined, resolved: Record<string, Json>): Json {
  const name = String(field.custom_id);
  const required = field.required !== false;
  const type = Number(field.type);
  if (type === 4) {
    const text = typed === undefined ? String(field.value ?? '') : String(typed);
    const size = lengthOf(text);
    if (required && size === 0) throw new ClientRefusal(`The field "${name}" is required.`);
    if (size > Number(field.max_length ?? 4000) || (size > 0 && size < Number(field.min_length ?? 0))) {
      throw new ClientRefusal(`The field "${name}" has the wrong length.`);
    }
    return { value: text };
  }
  if (type === 23) return { value: typed === undefined ? field.default === true : typed === true };
  const chosen =
    typed === undefined
      ? defaults(field)
      : typeof typed === 'string'
        ? [typed]
        : Array.isArray(typed)
          ? typed.map(String)
          : [];
  checkChosen(where, field, chosen, resolved, required);
  return type === 21 ? { value: chosen[0] ?? null } : { values: chosen };
}

/** The values chosen in a select of a message or modal, checked as the client would. */
export function checkChosen(
  where: Where,
  field: Json,
  chosen: readonly string[],
  resolved: Record<string, Json>,
  required: boolean,
): void {
  const name = String(field.custom_id);
  const type = Number(field.type);
  const min = type === 21 ? 1 : Number(field.min_values ?? 1);
  const max = type === 21 ? 1 : Number(field.max_values ?? 1);
  if (chosen.length === 0 && !required) return;
  if (chosen.length < min || chosen.length > max) throw new ClientRefusal(`"${name}" wants ${min} to ${max} values.`);
  const options = Array.isArray(field.options) ? field.options.filter(isObject) : null;
  for (const value of chosen) {
    if (options) {
      if (!options.some((one) => one.value === value)) throw new ClientRefusal(`"${name}" has no option "${value}".`);
    } else if (type >= 5 && type <= 8) {
      const kind = { 5: 6, 6: 8, 7: 9, 8: 7 }[type] ?? 0;
      if (!resolve(where, kind, value, resolved)) throw new ClientRefusal(`"${name}": ${value} is unknown here.`);
    }
  }
}

function defaults(field: Json): string[] {
  const list = Array.isArray(field.options)
    ? field.options
    : Array.isArray(field.default_values)
      ? field.default_values
      : [];
  return list
    .filter(isObject)
    .flatMap((one) => (one.default === true ? [String(one.value)] : one.id !== undefined ? [String(one.id)] : []));
}
