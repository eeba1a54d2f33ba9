// What is in force today: every badge (data-t holds its timeline), and on a page of a text that is
// not in force, the note that says so and leads to the one that is. Needs lead.js.
(function () {
  "use strict";
  /** force → [anchor on the about page and class of the badge, word, meaning]. */
  var FORCES = {
    尚未施行: ["not-yet", "尚未施行", "已经公布，还没有到施行日期"],
    有效: ["in-force", "有效", "已经施行，没有被新的文本取代，也没有被废止"],
    已修改: ["amended", "已修改", "后来的修改产生了新的文本，本文本供查阅当时的规定"],
    已废止: ["repealed", "已废止", "已经被明令废止，或者被新的法律文件代替"],
    失效: ["lapsed", "失效", "来源在标题中注明失效"],
    未知: ["unknown", "未知", "来源没有给出可以判断的状态"],
    "": ["unstated", "未标注", "来源没有标注状态，日期也不足以判断"],
  };

  /** Write today's force into one badge: a word in lists, the word with its day and a link in a page's own. */
  function paint(badge, day) {
    var state = tiaowen.forceOn(badge.getAttribute("data-t"), day);
    var known = FORCES[state.force] || FORCES[""];
    badge.className = "st is-" + known[0];
    badge.title = known[2];
    var own = badge.querySelector("dd");
    if (!own) {
      badge.textContent = known[1];
      return;
    }
    var link = document.createElement("a");
    link.href = tiaowen.root + "about.html#" + known[0];
    link.textContent = known[1];
    own.textContent = "";
    own.appendChild(link);
    own.append(dayOf(state));
  }

  /** The day that belongs to the word, as badges.status_words has it on the page without script. */
  function dayOf(state) {
    if (state.force === "尚未施行") return state.next ? "（" + state.next + " 起施行）" : "";
    return /^(?:已修改|已废止|失效)$/.test(state.force) && state.since ? "（" + state.since + " 起）" : "";
  }

  /** What the note says where there is no other version to lead to; relations.ALONE. */
  var ALONE = {
    已修改: "本文本已被修改，本站没有修改后的文本。",
    已废止: "本文本已废止，仅供查阅。",
    失效: "本文本已失效，仅供查阅。",
  };

  /** The note on a page of the version to read today, where that is not in force; null where it is. */
  function noteAlone(timeline, day) {
    var state = tiaowen.forceOn(timeline, day);
    var words = state.force === "尚未施行" ? "本文本尚未施行" + dayOf(state) + "。" : ALONE[state.force];
    if (!words) return null;
    var note = document.createElement("p");
    note.id = "superseded";
    note.textContent = words;
    return note;
  }

  /** The note on a page of a version that is not the one to read today; relations.notice on the page without script. */
  function noteOn(page, known, mine, best, day) {
    var leader = known.v[best];
    var inForce = tiaowen.forceOn(leader[1], day).force === "有效";
    var own = tiaowen.forceOn(known.v[mine][1], day);
    var at = page.getAttribute("data-at") || "";
    var unit = /^(?:art|item)_/.test(at);
    var heading = page.querySelector("h1");
    var note = document.createElement("p");
    var link = document.createElement("a");
    note.id = "superseded";
    // The stub knows whether that version has this number, and says so if it has not.
    link.href = unit ? "../" + tiaowen.pageOf(at) : "../" + leader[0] + "/index.html";
    link.textContent = "看" + (inForce ? "现行" : "最新") + "文本" + (unit && heading ? "的" + heading.textContent : "");
    note.append(own.force === "尚未施行" ? "本版本尚未施行" + dayOf(own) + " · " : "本版本已被修改 · ", link);
    return note;
  }

  /** Set the note right for today; one that already leads to the right version stays as it is. */
  function checkNote(day) {
    var page = document.getElementById("page");
    var known = tiaowen.data("versions");
    if (!page || !known) return;
    var segment = location.pathname.split("/").slice(-2)[0];
    var segments = known.v.map(function (version) {
      return version[0];
    });
    var mine = segments.indexOf(segment);
    var best = tiaowen.leading(known.v, day);
    var old = document.getElementById("superseded");
    var link = old && old.querySelector("a");
    var leads = link && link.getAttribute("href").indexOf("../" + segments[best] + "/") === 0;
    if (mine < 0 || (leads && mine !== best)) return;
    var note = mine === best ? noteAlone(known.v[mine][1], day) : noteOn(page, known, mine, best, day);
    if (old) old.remove();
    if (note) page.insertBefore(note, page.querySelector("article"));
  }

  function show() {
    var day = tiaowen.today(Date.now());
    document.querySelectorAll("[data-t]").forEach(function (badge) {
      paint(badge, day);
    });
    checkNote(day);
  }

  show();
  // A page that stayed open overnight is looked at again the next day.
  document.addEventListener("visibilitychange", show);
})();
