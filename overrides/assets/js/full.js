// full.html: what holds on the day of reading, in a file that was saved or mailed and has nothing
// beside it. The build puts this script, and `turns` before it, into a file that will not stay true:
// [day from which it holds, class, words of the badge, note in HTML], the next turn first (full.py).
// Where a text has lost anchors that were published, `moved` says where they are now, as in reader.js.
(function () {
  "use strict";
  // The day in Asia/Shanghai, as in lead.js.
  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  turns.forEach(function (turn) {
    if (turn[0] > today) return;
    var badge = document.querySelector(".st");
    badge.className = "st is-" + turn[1];
    badge.querySelector("dd").textContent = turn[2];
    document.querySelector(".now").innerHTML = turn[3];
  });

  /** Go to where the anchor in the address is now, or what it stood in. */
  function follow() {
    var eid = location.hash.slice(1);
    if (!eid || document.getElementById(eid)) return;
    for (var above = eid; above; above = above.slice(0, Math.max(0, above.lastIndexOf("__")))) {
      if (!Object.prototype.hasOwnProperty.call(moved, above)) continue;
      location.replace(moved[above] + (/#./.test(moved[above]) ? eid.slice(above.length) : ""));
      return;
    }
  }

  if (typeof moved === "object") {
    follow();
    window.addEventListener("hashchange", follow);
  }
})();
