// The page's styles: the standard's rules, but short rules may stand on one line, and what overrides a rule may
// stand beside what belongs together.
export default {
  extends: ["stylelint-config-standard"],
  rules: {
    "color-hex-length": "long",
    "declaration-block-single-line-max-declarations": null,
    "no-descending-specificity": null,
  },
};
