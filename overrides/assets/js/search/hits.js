// Hits: whether a text answers a query, how well, and the lines of it that show so. Pure. Needs text.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.hits = (function () {
  "use strict";
  /** Characters that a line shows, and those of them before the first hit. */
  var SHOWN = 110;
  var BEFORE = 30;
  var text = twSearch.text;

  /**
   * How an entry answers: null, or {tier, score, para, paras, lines}. 款 are counted from 1; 0 is the label.
   *
   * `wanted`: words [{text, weight}] of which `need` must be found by weight, `not` none of which may, and
   * `whole`, the query in one piece.
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
      score: about(entry, squeezed.text, wanted, hits.length / needles.length),
      para: best.para,
      paras: paras.length - 1,
      lines: lines,
    };
  }

  /**
   * How much an entry is about the words, 0 … 15: whether it says what they mean, opens a division that is called so,
   * begins with them, has them often.
   */
  function about(entry, hay, wanted, often) {
    var title = text.runs(entry.path.split("›").pop().replace(/^ *第[^ ]*/, "")).join("");
    var score = 0;
    wanted.words.slice(0, 4).forEach(function (word) {
      var said = word.text.replace(/[^0-9a-z\u3007-\ufaff]/g, "\\$&");
      var meaning = "[\n。]S,?(?:是|指|为)|S,?是?指|(?:所称|属于|[^不但]是|称为)S罪?[,。;]".replace(/S/g, said);
      if (title.indexOf(word.text) >= 0) score += (title === word.text ? 3 : 2) + (entry.leads ? 4 : 0);
      if (hay.slice(0, entry.label.length + 9).indexOf(word.text) >= 0) score += 1;
      if (new RegExp(meaning).test(hay)) score += 4;
    });
    return score / Math.min(4, wanted.words.length) + 1.7 * Math.sqrt(Math.min(9, often));
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

  return { look: look };
})();

if (typeof module === "object") module.exports = twSearch;
