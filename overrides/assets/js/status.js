// What is in force today: every badge (data-t holds its timeline), and on a page of a text that is
// not in force, the note that says so and leads to the one that is. Needs lead.js.
(function () {
  "use strict";
  /** force → [anchor on the about page and class of the badge, word, meaning]. */
  var FORCES = {
    "尚未施行": ["not-yet", "尚未施行", "已经公布，还没有到施行日期"],
    "有效": ["in-force", "有效", "已经施行，没有被新的文本取代，也没有被废止"],
    "已修改": ["amended", "已修改", "后来的修改产生了新的文本，本文本供查阅当时的规定"],
    "已废止": ["repealed", "已废止", "已经被明令废止，或者被新的法律文件代替"],
    "失效": ["lapsed", "失效", "来源在标题中注明失效"],
    "未知": ["unknown", "未知", "来源没有给出可以判断的状态"],
    "": ["unstated", "未标注", "来源没有标注状态，日期也不足以判断"],
  };

  /** What the note says of a version that has ended, before it leads to another; relations.ENDED. */
  var ENDED = { "已修改": "本版本已被修改", "已废止": "本版本已废止", "失效": "本版本已失效" };

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

  /** The day that belongs to the word; badges.status_words writes the same on the page without script. */
  function dayOf(state) {
    var now = state.force;
    if (ENDED[now]) return state.since ? "（" + state.since + " 起）" : "";
    if (!state.next || (now !== "尚未施行" && now !== "有效")) return "";
    // A text may be overtaken before it commences; it never does, then.
    var commences = now === "尚未施行" && !ENDED[state.then];
    return "（" + state.next + " 起" + (commences ? "施行" : FORCES[state.then][1]) + "）";
  }

  /** What the note says where there is no other version to lead to; relations.ALONE. */
  var ALONE = {
    "已修改": "本文本已被修改，本站没有修改后的文本。",
    "已废止": "本文本已废止，仅供查阅。",
    "失效": "本文本已失效，仅供查阅。",
  };

  /** How a version stands to the one to read, whose segment is `other`; relations._beside says why. */
  function beside(segment, state, other) {
    if (state.force === "尚未施行") return "本版本尚未施行" + dayOf(state);
    if (ENDED[state.force]) return ENDED[state.force];
    var own = segment.slice(0, 10);
    other = other.slice(0, 10);
    if (/undated/.test(own + other) || other < own) return "另有一个文本";
    return own === other ? "同日另有一个文本" : "另有较新的文本";
  }

  /**
   * The note on the pages of version `mine`, as relations.notice has it: {words, to, link}, with the
   * segment of the version that it leads to, or "", and the words of the link. No words: no note.
   */
  function noteOf(versions, mine, day) {
    var leader = versions[tiaowen.leading(versions, day)];
    var own = tiaowen.forceOn(versions[mine][1], day);
    var inForce = tiaowen.forceOn(leader[1], day).force === "有效";
    var coming = own.force === "尚未施行";
    if (leader === versions[mine] || (coming && !inForce))
      return { words: coming ? "本文本尚未施行" + dayOf(own) + "。" : ALONE[own.force] || "", to: "", link: "" };
    return {
      words: beside(versions[mine][0], own, leader[0]),
      to: leader[0],
      link: inForce ? "看现行文本" : "看最新文本",
    };
  }

  /** The note as an element. */
  function written(said, page) {
    var note = document.createElement("p");
    note.id = "superseded";
    note.textContent = said.words;
    if (!said.to) return note;
    var at = page.getAttribute("data-at") || "";
    var unit = /^(?:art|item)_/.test(at);
    var heading = page.querySelector("h1");
    var link = document.createElement("a");
    // The stub knows whether that version has this number, and says so if it has not.
    link.href = unit ? "../" + tiaowen.pageOf(at) : "../" + said.to + "/index.html";
    link.textContent = said.link + (unit && heading ? "的" + heading.textContent : "");
    note.append(" · ", link);
    return note;
  }

  /** Set the note right for today; one that says so already and leads there stays as it is. */
  function checkNote(day) {
    var page = document.getElementById("page");
    var known = tiaowen.data("versions");
    if (!page || !known) return;
    var segment = location.pathname.split("/").slice(-2)[0];
    var segments = known.v.map(function (version) {
      return version[0];
    });
    var mine = segments.indexOf(segment);
    if (mine < 0) return;
    var said = noteOf(known.v, mine, day);
    var old = document.getElementById("superseded");
    var link = old && old.querySelector("a");
    var leads = link && said.to && link.getAttribute("href").indexOf("../" + said.to + "/") === 0;
    if (leads && old.textContent.indexOf(said.words) === 0) return;
    if (old) old.remove();
    if (said.words) page.insertBefore(written(said, page), page.querySelector("article, h1"));
  }

  function show() {
    var day = tiaowen.today(Date.now());
    document.querySelectorAll("[data-t]").forEach(function (badge) {
      paint(badge, day);
    });
    checkNote(day);
  }

  if (typeof module === "object") module.exports = { dayOf: dayOf, noteOf: noteOf };
  if (typeof document !== "object") return;
  tiaowen.paint = paint;
  show();
  // A page that stayed open overnight is looked at again the next day.
  document.addEventListener("visibilitychange", show);
})();
