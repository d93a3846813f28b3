// The sentence behind a fact: the quote with the names marked, its article, document and place.
"use strict";

const Proof = (() => {
  return {};
})();
