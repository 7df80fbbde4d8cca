// Filters the list of all pages by what was asked for. Without scripts the list stands as it is.
(function () {
  "use strict";
  var box = document.getElementById("q"), told = document.getElementById("found");
  var lines = Array.prototype.slice.call(document.querySelectorAll("#all li"));
  var heads = Array.prototype.slice.call(document.querySelectorAll("#all section"));
  if (!box || !lines.length) { return; }
  function show() {
    var words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean), found = 0;
    lines.forEach(function (line) {
      var text = (line.textContent + " " + (line.getAttribute("data-words") || "")).toLowerCase();
      line.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      if (!line.hidden) { found += 1; }
    });
    heads.forEach(function (one) { one.hidden = !one.querySelector("li:not([hidden])"); });
    told.textContent = words.length ? told.getAttribute("data-found").replace("#", found) : "";
  }
  box.value = new URLSearchParams(window.location.search).get("q") || "";
  box.addEventListener("input", show);
  show();
}());
