// The button that prints; without JavaScript it is not there, and the browser's own menu prints the same.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
