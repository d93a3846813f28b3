// What is visible as Turtle: a part of graph.ttl. Pure.
"use strict";

const Turtle = (() => {
  return {};
})();
