// Hits: whether a text answers a query, how well, and the lines of it that show so. Pure. Needs text.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.hits = (function () {
  "use strict";
  /** Characters that a line shows, and those of them before the first hit. */
  var SHOWN = 110;
  var BEFORE = 30;
  /** How texts say what S means. */
  var MEANING = "[\n。]S,?(?:是|指|为)|S,?是?指|(?:所称|属于|[^不但]是|称为)S罪?[,。;]";
  /** What links words. */
  var LINKS = /[的和与或及对在由向被将应是为以不有其等]/;
  var text = twSearch.text;

  /**
   * How an entry answers: null, or {tier, score, para, paras, lines}. 款 are counted from 1; 0 is the label.
   *
   * `wanted`: words [{text, weight}] of which `need` must be found by weight, `not` none of which may, `whole`, the
   * query in one piece, and `frequent`, an object that has the frequent pairs.
   */
  function look(entry, wanted) {
    var full = entry.label + "\n" + entry.text;
    var start = entry.label.length + 1;
    var squeezed = text.squeeze(text.fold(full));
    var weight = 0;

    function has(needle) {
      return squeezed.text.indexOf(needle) >= 0;
    }

    var needles = [];
    wanted.words.forEach(function (word) {
      if (!has(word.text)) return;
      weight += word.weight;
      needles.push(word.text);
    });
    if (weight < wanted.need || wanted.not.some(has)) return null;
    var whole = has(wanted.whole);
    if (whole) needles.push(wanted.whole);
    var paras = borders(full);
    var hits = places(squeezed, needles, paras);
    var best = richest(hits, {});
    var rest = richest(hits, best.found);
    var lines = [excerpt(full, start, paras, hits, best.para)];
    if (rest.count) lines.push(excerpt(full, start, paras, hits, rest.para));
    return {
      tier: whole ? "whole" : rest.count ? "all" : "para",
      score: about(entry, squeezed.text, wanted),
      para: best.para,
      paras: paras.length - 1,
      lines: lines,
    };
  }

  /**
   * How much an entry is about the words, at most 17: whether it says what they mean, opens a division that is called
   * so, begins with them, has them often; and not only as parts of other words.
   */
  function about(entry, hay, wanted) {
    var title = text.runs(entry.path.split("›").pop().replace(/^ *第[^ ]*/, "")).join("");
    var words = wanted.words.slice(0, 4);
    var score = 0;
    words.forEach(function (word) {
      if (hay.indexOf(word.text) < 0) return;
      var said = word.text.replace(/[^0-9a-z\u3007-\ufaff]/g, "\\$&");
      var meaning = MEANING.replace(/S/g, function () {
        return said;
      });
      var often = whole(hay, word.text, wanted.frequent);
      if (title.indexOf(word.text) >= 0) score += (title === word.text ? 3 : 2) + (entry.leads ? 4 : 0);
      if (hay.slice(0, entry.label.length + 9).indexOf(word.text) >= 0) score += 1;
      if (new RegExp(meaning).test(hay)) score += 4;
      score += often ? 1.7 * Math.sqrt(Math.min(9, often)) : -3;
    });
    return score / words.length;
  }

  /** How often a word stands there for itself, sharing no character with a frequent pair as 产假 does in 生产假药. */
  function whole(hay, word, frequent) {
    var count = 0;
    for (var i = -1; (i = hay.indexOf(word, i + 1)) >= 0; ) {
      var before = hay.charAt(i - 1);
      var behind = hay.charAt(i + word.length);
      var left = !LINKS.test(before) && before + word.charAt(0) in frequent;
      var right = !LINKS.test(behind) && word.slice(-1) + behind in frequent;
      if (!left && !right) count++;
    }
    return count;
  }

  /** Where 款 begin, and the end. */
  function borders(full) {
    var found = [];
    full.replace(/\n(?![\t ])/g, function (all, at) {
      found.push(at);
    });
    return found.concat(full.length);
  }

  /** Where the needles are: [[begin, end, needle, 款], …]. */
  function places(squeezed, needles, paras) {
    var hits = [];
    needles.forEach(function (needle) {
      for (var i = -1; (i = squeezed.text.indexOf(needle, i + 1)) >= 0; ) {
        var begin = squeezed.at[i];
        var para = 0;
        while (paras[para] < begin) para++;
        hits.push([begin, squeezed.at[i + needle.length - 1] + 1, needle, para]);
      }
    });
    return hits;
  }

  /** The first 款 that has most of the needles but those that are known: {para, count, found}. */
  function richest(hits, known) {
    var paras = {};
    var best = { para: 0, count: 0, found: {} };
    hits.forEach(function (hit) {
      var para = (paras[hit[3]] = paras[hit[3]] || { para: hit[3], count: 0, found: {} });
      if (!known["=" + hit[2]] && !para.found["=" + hit[2]]) para.count++;
      para.found["=" + hit[2]] = true;
      if (para.count > best.count || (para.count === best.count && para.para < best.para)) best = para;
    });
    return best;
  }

  /** The text of a 款, or of the first one for the label, around its first hit: [[text, is a hit], …]. */
  function excerpt(full, start, paras, hits, para) {
    var begin = para ? paras[para - 1] + 1 : start;
    if (begin < start) begin = start;
    var end = paras.filter(function (border) {
      return border > begin;
    })[0];
    var marks = [];
    hits.forEach(function (hit) {
      for (var i = hit[0]; i < hit[1]; i++) marks[i] = true;
    });
    var first = begin;
    while (first < end && !marks[first]) first++;
    var at = first < end ? Math.max(begin, Math.min(first - BEFORE, end - SHOWN)) : begin;
    var last = Math.min(end, at + SHOWN);
    var line = at > begin ? [["…", false]] : [];
    while (at < last) {
      for (var next = at + 1; next < last && !marks[next] === !marks[at]; ) next++;
      line.push([full.slice(at, next).replace(/\n\t*/g, ""), !!marks[at]]);
      at = next;
    }
    return last < end ? line.concat([["…", false]]) : line;
  }

  /** The beginning of an entry, or of the 款 in it that an eId names, as a line. */
  function opening(entry, eid) {
    var paras = entry.text.split(/\n(?![\t ])/);
    var number = /__para_([0-9]+)/.exec(eid.slice(entry.eid.length));
    var said = (paras[number ? number[1] - 1 : 0] || paras[0]).replace(/\n\t*/g, "");
    return [[said.slice(0, SHOWN), false]].concat(said.length > SHOWN ? [["…", false]] : []);
  }

  return { look: look, opening: opening };
})();

if (typeof module === "object") module.exports = twSearch;
