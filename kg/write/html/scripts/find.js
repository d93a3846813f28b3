// Finding entities by what a reader types: names, aliases, their pinyin and its initials. Pure.
"use strict";

const Find = (() => {
  // How well a form matches, the best first; a hit by sound stands below every hit by characters.
  const [WHOLE, START, PART, SPELT, INITIALS, SPELT_PART, SCATTERED, NONE] = [0, 1, 2, 3, 4, 5, 6, 7];
  const LEAST_SOUND = 2; // letters of pinyin that say something

  /** Bring a name into the form that is compared. */
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  const index = Data.entities.map((entity) => ({
    entity,
    forms: entity.forms.map(fold),
    sounds: (entity.sounds || []).map((sound) => {
      const syllables = sound.normalize("NFKC").toLowerCase().split(/\s+/);
      const initials = syllables.map((one) => one.slice(0, 1)).join("");
      return { initials, starts: startsOf(syllables), whole: syllables.join("") };
    }),
  }));

  /** Give the places in the joined syllables where one begins: pinyin is matched from there only. */
  function startsOf(syllables) {
    let at = 0;
    return new Set(syllables.map((syllable) => (at += syllable.length) - syllable.length));
  }

  function rankForm(form, wanted) {
    if (form === wanted) return WHOLE;
    if (form.startsWith(wanted)) return START;
    if (form.includes(wanted)) return PART;
    return wanted.length > 1 && isScattered(form, wanted) ? SCATTERED : NONE;
  }

  /** Tell whether all characters stand in the form in their order, as 青高新 in 青岛高新区. */
  function isScattered(form, wanted) {
    let at = 0;
    for (const char of form) if (char === wanted[at]) at += 1;
    return at === wanted.length;
  }

  function rankSound({ initials, starts, whole }, wanted) {
    if (whole.startsWith(wanted)) return SPELT;
    if (initials.includes(wanted)) return INITIALS;
    for (let at = whole.indexOf(wanted); at > 0; at = whole.indexOf(wanted, at + 1)) {
      if (starts.has(at)) return SPELT_PART;
    }
    return NONE;
  }

  /** Find entities, the best match first, then the best connected. */
  function search(text, limit) {
    const wanted = fold(text);
    if (!wanted) return [];
    const isSound = wanted.length >= LEAST_SOUND && /^[a-z]+$/.test(wanted);
    const rank = ({ forms, sounds }) =>
      Math.min(
        ...forms.map((form) => rankForm(form, wanted)),
        ...(isSound ? sounds.map((sound) => rankSound(sound, wanted)) : []),
      );
    return index
      .map((one) => ({ entity: one.entity, rank: rank(one) }))
      .filter((hit) => hit.rank < NONE)
      .sort((a, b) => a.rank - b.rank || a.entity.index - b.entity.index)
      .slice(0, limit)
      .map((hit) => hit.entity);
  }

  return { fold, search };
})();
