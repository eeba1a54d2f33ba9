// The card that shows what a citation cites; preview.js loads it. The text comes from the blocks of the search
// (docs/contributing/search-format.md). Needs found.js, search/text.js, and on a page copy.js.
(function () {
  "use strict";
  /** A longer text is cut: the card is a look at it, the page has it all. */
  var LENGTH = 420;
  /** Pixels between the card and the link, or the edge of the screen. */
  var GAP = 8;
  /** The least height of a card, in pixels, before it leaves the screen. */
  var LEAST = 120;

  /** The unit that an address below the root leads to: {key, segment, eid}, or null where it is none. */
  function targetOf(address) {
    var path = /^laws\/([^/]+)\/([^/]+)\/([^/#]+)\.html(?:#(.+))?$/.exec(address);
    if (!path) return null;
    var unit = /^(i-)?([0-9][0-9_-]*)$/.exec(path[3]);
    var eid = path[4] || (unit ? (unit[1] ? "item_" : "art_") + unit[2] : "");
    return /^(?:annex_[0-9_-]+__)?(?:art|item)_/.test(eid) ? { key: path[1], segment: path[2], eid: eid } : null;
  }

  /** The text of a unit as [[line, …], …]: its 款, each with its 项 and 目, which begin with tabs. */
  function paragraphs(text) {
    var all = [];
    text.split("\n").forEach(function (line, i) {
      if (i && /^[\t ]/.test(line)) all[all.length - 1].push(line);
      else all.push([line]);
    });
    return all;
  }

  /** The lines of the 项 of that number, or null where its label is not what its place says. */
  function itemOf(lines, number, chinese) {
    var starts = [];
    lines.forEach(function (line, i) {
      if (/^\t[^\t]/.test(line)) starts.push(i);
    });
    var from = starts[number - 1];
    var label = new RegExp("^\\t[（(]?(?:" + chinese + "|" + number + ")[）)、．.]");
    if (from === undefined || !label.test(lines[from])) return null;
    return lines.slice(from, starts[number] || lines.length);
  }

  /**
   * What an eId names of a unit: {label, lines}; the whole unit where that is not certain. `ordinal` is that of
   * copy.js: ("2", "款") → "第二款".
   */
  function quoteOf(unit, eid, ordinal) {
    // A unit that begins with a lost heading begins with a blank; that is no 款.
    var all = paragraphs(unit.text);
    var counted = /^ /.test(unit.text) ? all.slice(1) : all;
    var place = /__para_([0-9]+)(?:__point_([0-9]+))?/.exec(eid);
    var lines = place && counted[place[1] - 1];
    if (!lines) return { label: unit.label, lines: [].concat.apply([], all) };
    var label = unit.label + (counted.length > 1 ? ordinal(place[1], "款") : "");
    var item = place[2] && itemOf(lines, Number(place[2]), ordinal(place[2], "").slice(1));
    if (!item) return { label: label, lines: lines };
    return { label: label + ordinal(place[2], "项"), lines: [lines[0]].concat(item) };
  }

  /** The unit of a target with the head of its block. The folder of a version has one of two names. */
  function unitOf(target) {
    var text = twSearch.text;
    var load = text.loader(tiaowen.root);
    var folders = text.sids(target.key, target.segment);
    function look(folder) {
      return load("text/" + folder + "/" + text.blockOf(target.eid)).then(function (block) {
        var head = text.head(block);
        var mine = head.key === target.key && head.segment === target.segment;
        var unit = mine ? text.entry(block, target.eid) : null;
        if (!unit) throw new Error("没有这一条");
        return { head: head, unit: unit };
      });
    }
    return look(folders[0]).catch(function () {
      return look(folders[1]);
    });
  }

  /** Add lines until there are `LENGTH` characters. */
  function addText(card, lines) {
    var left = LENGTH;
    lines.forEach(function (line) {
      var words = line.trim();
      if (left > 0 && words) {
        var cut = words.length > left ? words.slice(0, left) + "…" : words;
        card.appendChild(tiaowen.found.make("p", "in" + /^\t*/.exec(line)[0].length, cut));
      }
      left -= words.length;
    });
  }

  /** The card for a link; null where it leads to no unit. */
  function cardOf(link) {
    var make = tiaowen.found.make;
    var target = targetOf(link.href.slice(tiaowen.root.length));
    var card = make("div");
    card.id = "tw-card";
    card.setAttribute("role", "tooltip");
    if (!target) return Promise.resolve(null);
    return unitOf(target).then(
      function (known) {
        var quote = quoteOf(known.unit, target.eid, tiaowen.ordinal);
        var heading = card.appendChild(make("p", "name"));
        heading.append(make("b", "", known.head.title), " ", tiaowen.found.badge(known.head.timeline));
        card.appendChild(make("p", "label", quote.label));
        addText(card, quote.lines);
        return card;
      },
      function () {
        card.appendChild(make("p", "", "引用的原文没有载入，点击链接可以打开。"));
        return card;
      }
    );
  }

  /** Put a card below its link, or above it where there is more room: never over it. */
  function placeCard(card, link) {
    var box = link.getBoundingClientRect();
    var below = innerHeight - box.bottom;
    var under = below >= card.offsetHeight + 2 * GAP || below >= box.top;
    card.style.maxHeight = Math.max((under ? below : box.top) - 2 * GAP, LEAST) + "px";
    var rightmost = document.documentElement.clientWidth - card.offsetWidth - GAP;
    var top = under ? box.bottom + GAP : box.top - card.offsetHeight - GAP;
    card.style.left = Math.max(Math.min(box.left, rightmost), GAP) + pageXOffset + "px";
    card.style.top = top + pageYOffset + "px";
  }

  if (typeof module === "object") {
    module.exports = { targetOf: targetOf, quoteOf: quoteOf };
    return;
  }
  tiaowen.card = cardOf;
  tiaowen.placeCard = placeCard;
})();
