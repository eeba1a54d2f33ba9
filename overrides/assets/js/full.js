// full.html: what holds today, in a file that was saved or mailed and has nothing beside it.
// The build puts this into the file; the rules are those of forceOn in lead.js.
(function () {
  "use strict";
  var badge = document.querySelector("[data-t]");
  var words = badge && badge.querySelector("dd");
  if (!words) return;
  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  var turns = badge.getAttribute("data-t").split(";").map(function (turn) {
    return turn.split("|");
  });
  var at = 0;
  for (var i = 1; i < turns.length; i++) if (turns[i][0] <= today) at = i;
  var force = turns[at][1];
  if (force && words.textContent.indexOf(force) !== 0)
    words.textContent = force + (turns[at][0] ? "（" + turns[at][0] + " 起）" : "");
})();
