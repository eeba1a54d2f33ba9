// What day it is in Beijing, what is in force on that day, and where a text stands. On a stub
// (an address without version, laws/<key>/264.html) it leads on to the version in force.
//
// The data come from classic scripts beside the pages, which push [kind, data] onto `tw`:
// ["versions", {key, title, v: [[segment, timeline, publication], …]}] and ["toc", [node, …]].
// A timeline is "|尚未施行;2025-12-01|有效": turns joined by ";", each the day from which a
// force holds, the first without a day.
var tiaowen = (function () {
  "use strict";
  var NUMBER = "[0-9]+(?:-[0-9]+)*(?:_[0-9]+)*";
  var UNIT = new RegExp("^(art|item|annex)_(" + NUMBER + ")$");
  var DIVISION = new RegExp("^(book|part|chp|sec|hcontainer)_(" + NUMBER + ")$");
  var PREFIX = { art: "", item: "i-", annex: "annex-" };
  var SHORT = { book: "b", part: "p", chp: "c", sec: "s", hcontainer: "x" };

  /**
   * In a bundle what the reader has at hand, said by the build before this script: {title, whole, public}; `whole`:
   * texts stand on full.html alone; `public`: the public address, or "". On the site nothing.
   */
  var REACH = typeof twReach === "object" ? twReach : {};

  var ROOT = typeof document === "object" ? document.currentScript.src.replace(/assets\/js\/[^/]*$/, "") : "";

  /** The day in Asia/Shanghai, as "2025-12-01". China keeps UTC+8 all year, so no time zone data are needed. */
  function today(milliseconds) {
    return new Date(milliseconds + 8 * 3600 * 1000).toISOString().slice(0, 10);
  }

  /** The timeline as [[day, force], …]. */
  function turns(timeline) {
    return timeline.split(";").map(function (turn) {
      return turn.split("|");
    });
  }

  /** Index of the turn that holds on `day`: the last that has begun. ISO days compare as text. */
  function turnOn(list, day) {
    var found = 0;
    for (var i = 1; i < list.length; i++) if (list[i][0] <= day) found = i;
    return found;
  }

  /** The day since which the turn `i` is known to hold, or ""; force.since in Python says why. */
  function sinceOf(list, i) {
    var ended = /^(?:已修改|已废止|失效)$/.test(list[i][1]);
    return ended && (i === 0 || list[i - 1][1] === "尚未施行") ? "" : list[i][0];
  }

  /**
   * What holds on `day`: {force, since, next, then}, with the day since which it is known to hold, the
   * day of the turn to come, or "", and the force from that day on.
   */
  function forceOn(timeline, day) {
    var list = turns(timeline);
    var i = turnOn(list, day);
    return {
      force: list[i][1] || "",
      since: sinceOf(list, i),
      next: i + 1 < list.length ? list[i + 1][0] : "",
      then: i + 1 < list.length ? list[i + 1][1] : "",
    };
  }

  /**
   * Index of the version to read on `day`: the last in force, else the next to commence (of several on
   * one day the last; families._current says why), else the last.
   */
  function leading(versions, day) {
    var coming = -1;
    var soonest = "";
    for (var i = versions.length - 1; i >= 0; i--) {
      var state = forceOn(versions[i][1], day);
      if (state.force === "有效") return i;
      if (state.force === "尚未施行" && state.next && (coming < 0 || state.next < soonest)) {
        coming = i;
        soonest = state.next;
      }
    }
    return coming >= 0 ? coming : versions.length - 1;
  }

  /** File name, in its version's folder, of the page on which an eId stands; urls.page_of in JavaScript. */
  function pageOf(eid) {
    var parts = eid.split("__");
    var unit = UNIT.exec(parts[0]);
    if (unit) return PREFIX[unit[1]] + unit[2] + ".html";
    if (parts[0] === "preamble") return "preamble.html";
    var steps = [];
    for (var i = 0; i < parts.length; i++) {
      var step = DIVISION.exec(parts[i]);
      if (!step) break;
      steps.push(SHORT[step[1]] + step[2]);
    }
    return (steps.join("-") || "index") + ".html";
  }

  /** Permanent address of an eId within the folder of its version; urls.href in JavaScript. */
  function addressOf(eid) {
    var inPage = /(?:^|__)(?:para|point|indent|companion)_|^(?:annex|preamble).*__/.test(eid);
    return pageOf(eid) + (inPage ? "#" + eid : "");
  }

  /** The address where the reader has it: in a bundle without pages of articles, its place in the whole text. */
  function hrefOf(eid) {
    if (!REACH.whole || !eid) return addressOf(eid);
    // What others say of the law is on its own page alone, never among its text.
    return (/(?:^|__)companion_/.test(eid) ? "index.html#" : "full.html#") + eid;
  }

  /** What the scripts beside the page have said about `kind`, or null. */
  function data(kind) {
    var said = self.tw || [];
    for (var i = 0; i < said.length; i++) if (said[i][0] === kind) return said[i][1];
    return null;
  }

  /** The last part of an address; a folder shows its index. */
  function pageName(path) {
    return path.slice(path.lastIndexOf("/") + 1) || "index.html";
  }

  /** Leave a stub for the version in force, or say that the text is not in it. */
  function lead(stub, place, day) {
    var known = data("versions");
    if (!known) return;
    var best = leading(known.v, day);
    var segment = known.v[best][0];
    var inForce = forceOn(known.v[best][1], day).force === "有效";
    if (stub.getAttribute("data-in").split(" ").indexOf(String(best)) >= 0) {
      place.replace(segment + "/" + pageName(place.pathname) + place.search + place.hash);
    } else {
      sayGone(stub, segment, inForce ? "现行版本" : "最新版本");
    }
  }

  /** Say on a stub which version has no such text, above the list of those that have it. */
  function sayGone(stub, segment, name) {
    var note = document.getElementById("gone") || document.createElement("p");
    var link = document.createElement("a");
    link.href = segment + "/index.html";
    link.textContent = name + "（" + segment + "）";
    note.textContent = "";
    note.append(link, "中没有本条。有本条的版本：");
    stub.insertBefore(note, stub.querySelector("ul"));
    dress(stub);
  }

  /** Give a stub that is going to be read the looks of a page; it is too small to bring them itself. */
  function dress(stub) {
    var main = document.createElement("main");
    stub.querySelectorAll("h1, p, ul").forEach(function (part) {
      main.appendChild(part);
    });
    main.className = "page";
    stub.insertBefore(main, stub.firstChild);
    ["tokens", "frame", "lists"].forEach(function (sheet) {
      var style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = ROOT + "assets/css/" + sheet + ".css";
      document.head.appendChild(style);
    });
  }

  if (typeof document === "object") {
    var stub = document.querySelector("[data-in]");
    if (stub) lead(stub, location, today(Date.now()));
  }
  return {
    root: ROOT,
    reach: REACH,
    today: today,
    forceOn: forceOn,
    leading: leading,
    pageOf: pageOf,
    addressOf: addressOf,
    hrefOf: hrefOf,
    pageName: pageName,
    data: data,
  };
})();

if (typeof module === "object") module.exports = tiaowen;
