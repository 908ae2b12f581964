// A memory that forgets its oldest entry when it is full: a service that runs for a year must not remember everybody it ever met.

/** Sets a value as the newest; a Map remembers the order of insertion. */
export function remember<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  for (const oldest of map.keys()) {
    if (map.size < most) break;
    map.delete(oldest);
  }
  map.set(key, value);
}
