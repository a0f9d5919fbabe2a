// The id that the URL names after `#`; if it is not encoded correctly, as it is written there.
export const idInFragment = () => {
  const fragment = location.hash.slice(1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};
