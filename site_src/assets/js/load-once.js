/**
 * A function that loads what belongs to a key only once. What could not be loaded is requested again the next time.
 * @template Key, Value
 * @param {(key: Key) => Promise<Value>} load
 * @returns {(key: Key) => Promise<Value>}
 */
export const loadOnce = (load) => {
  const promises = new Map();
  return (key) => {
    const known = promises.get(key);
    if (known) return known;
    const promise = load(key);
    promises.set(key, promise);
    promise.catch(() => promises.delete(key));
    return promise;
  };
};
