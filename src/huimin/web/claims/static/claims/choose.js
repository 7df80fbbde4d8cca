// A button that ticks every claim of its list; without JavaScript they are ticked one by one.
"use strict";

for (const button of document.querySelectorAll("[data-choose-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of button.form.querySelectorAll("input[name=claim]")) box.checked = true;
  });
}
