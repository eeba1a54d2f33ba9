// The stages of a search: which entries are looked at, in which order, and what becomes of them. Needs text.js,
// index.js, hits.js, lists.js and jump.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.stages = (function () {
  "use strict";
  /** How good a force is, by its place in FORCES. */
  var CLASS = [0, 1, 2, 2, 3, 4, 4];
  /** How much a kind weighs, by its place in KINDS: laws before what carries them out. */
  var WEIGHT = [10, 7, 5, 3, 1, 0, 4, 4, 4, 1, 1, 1, 0];
  var TIERS = ["all", "para", "whole"];
  /**
   * So many items are enough to leave words whole. Until more is asked, so few are enough, and for queries of more
   * characters than this a single one.
   */
  var ENOUGH = 10;
  var FEW = 3;
  var LONG = 4;
  /**
   * So many texts are looked at in a row where none holds, and where something is in quotes, which must be found if it
   * is there. Where some do, half more than wanted are enough.
   */
  var PATIENCE = 600;
  var QUOTED = 20000;
  /** And so many while somebody types. */
  var HASTY = 200;
  /** So many texts of older versions are looked at beside those that are next, where they are wanted. */
  var OLDER = 6;
  /** In `taken`: an entry that has become an item. */
  var ITEM = -1;
  var text = twSearch.text;
  var index = twSearch.index;
  var flatten = twSearch.lists.flatten;

  function textOf(word) {
    return word.text;
  }

  /** Whether a title is what a query asks for, rather than one that mentions it. */
  function isAbout(title, whole) {
    var form = twSearch.jump.nameForm(title);
    var asked = twSearch.jump.nameForm(whole);
    var at = form.indexOf(asked);
    return at === 0 || (at > 0 && asked.length * 2 >= form.length);
  }

  /** The eId of the 款 in which a hit is, where 款 are numbered. */
  function placeOf(eid, seen) {
    if (/(?:^|__)(?:art|item)_[0-9-]+(?:_[0-9]+)?$/.test(eid))
      return seen.para && seen.paras > 1 ? eid + "__para_" + seen.para : eid;
    return eid.replace(/para_([0-9]+)$/, function (all, number) {
      return "para_" + (+number + Math.max(0, seen.para - 1));
    });
  }

  /** Whether an entry is what others say of the law. */
  function isAside(entry) {
    return /(?:^|__)companion_/.test(entry.eid);
  }

  /** What is shown of a hit; engine.js says what it is. */
  function itemOf(hit) {
    return {
      law: hit.v,
      key: hit.head.key,
      segment: hit.head.segment,
      title: hit.head.title,
      timeline: hit.head.timeline,
      kind: isAside(hit.entry) ? text.UNOFFICIAL : hit.head.kind,
      eid: hit.entry.eid,
      label: hit.entry.label,
      path: hit.entry.path,
      href: twSearch.jump.href(hit.head.key, hit.head.segment, placeOf(hit.entry.eid, hit.seen)),
      lines: hit.seen.lines,
      old: [],
      tier: hit.seen.tier,
    };
  }

  /** The stage that wants all words. */
  function allOf(lib, words, number) {
    var plan = lib.plan(words);
    return {
      number: number,
      plan: plan,
      words: words.map(function (word) {
        return { text: word.text, weight: 1 };
      }),
      need: words.length,
      scale: 3 * plan.parts.length,
    };
  }

  /** The stage that is content with half of the words by weight; what is rare weighs more. */
  function someOf(lib, words) {
    var total = lib.dir.data.total;
    var lists = words.map(function (word) {
      var plan = lib.plan([word]);
      return plan.parts[0].light ? lib.find(plan, 0, total) : [];
    });
    return Promise.all(lists).then(function (found) {
      var sum = 0;
      var weighed = words.map(function (word, i) {
        // Words that are in no list are in very many entries, or in none.
        var weight = found[i].length ? Math.log(1 + total / found[i].length) : lib.plan([word]).parts[0].light ? 0 : 1;
        sum += weight;
        return { text: word.text, weight: weight };
      });
      var unlisted = 0;
      var scaled = weighed.map(function (word, i) {
        word.weight *= 48 / sum;
        if (!found[i].length) unlisted += word.weight;
        return found[i].map(function (posting) {
          return posting - (posting & 63) + Math.ceil(word.weight);
        });
      });
      var list = index.any(scaled, total, true).filter(function (posting) {
        return (posting & 63) + unlisted >= 24;
      });
      var plan = { parts: [], spare: [], sifted: [], single: false };
      return { number: 2, plan: plan, words: weighed, need: 24, scale: 48, list: list };
    });
  }

  /**
   * Begin a search. Candidates wait in a queue, best first; their texts are looked at, and those that hold become
   * items. First all words are wanted; where that gives little, all their parts; then half of the parts.
   *
   * `asked`: a query as index.parse() gives it, with `named`, the versions of which names begin with it, and `older`,
   * whether texts of older versions are loaded to be folded under the newer ones; `stale()`: nobody waits any more.
   * `isWithin(v)` is the law that is named, `passes(v, aside)` also the filter, for its text and what others say of it. `understand()` → Promise: "led" where a
   * citation was meant, "refolded" where traditional characters change the query, else "".
   *
   * What is returned goes on with `fill(target, patient)`, `survey()` and `left()`, and is read: `items`; `hits`
   * (candidates by version, `asides` those that are what others say of it); `passed`, `refused` (how many candidates, and how many of them did not hold or were
   * folded); `split`; `refolded`.
   */
  function begin(lib, asked, isWithin, passes, understand) {
    var dir = lib.dir;
    var titles = dir.works.length;
    var parts = asked.words;
    var stage = allOf(lib, parts, 0);
    var from = 0; // candidates before this id have been queued
    var late = false; // but not titles: those that have a single character come last
    var queue = [];
    var taken = {}; // id → ITEM, or the stage in which it was refused
    var shown = {}; // law and eId → item
    var over = !parts.length;
    var pass = [false, true].map(function (aside) {
      return dir.force.map(function (force, v) {
        return passes(v, aside);
      });
    });
    var state = { items: [], split: [], refolded: false, fill: fill, survey: survey, left: left };
    start();
    clear();

    /** Count anew: candidates by version, with and without filters, and those that did not hold. */
    function clear() {
      state.stage = stage.number;
      state.hits = [];
      state.asides = [];
      state.passed = state.refused = 0;
    }

    /** Whether the entry of a version is what others say of it. */
    function isBeside(id, v) {
      return id >= titles && id >= dir.asidesOf(v);
    }

    function count(id, v, more) {
      var counts = isBeside(id, v) ? state.asides : state.hits;
      counts[v] = (counts[v] || 0) + more;
    }

    function isTaken(id) {
      return taken[id] === ITEM || taken[id] === stage.number;
    }

    function start() {
      late = !over && stage.plan.single;
      from = over ? dir.data.total : late ? titles : 0;
    }

    function isThrough() {
      return from >= dir.data.total && !late;
    }

    /** Queue the candidates up to the next border. */
    function advance() {
      var low = from;
      if (stage.list) {
        from = dir.data.total;
        return Promise.resolve(rank(stage.list));
      }
      if (low >= dir.data.total) {
        late = false;
        return lib.find(stage.plan, 0, titles).then(rank);
      }
      return lib.reach(stage.plan, low).then(function (high) {
        from = high;
        var wanted = dir.force.some(function (force, v) {
          return (pass[0][v] || pass[1][v]) && (low < titles || (dir.starts[v] < high && dir.starts[v + 1] > low));
        });
        return wanted && lib.find(stage.plan, low, high).then(rank);
      });
    }

    /** Queue a list: by force, then by how much an entry is about the words and by kind, then by id. */
    function rank(list) {
      var ranks = [];
      var next = 0;
      var counted = state.stage === stage.number;
      list.forEach(function (posting) {
        var id = posting >> 6;
        while (id >= dir.starts[next + 1]) next++;
        var v = id < titles ? dir.works[id] : next;
        var aside = isBeside(id, v);
        if (counted && isWithin(v)) count(id, v, 1);
        if (!pass[+aside][v] || isTaken(id)) return;
        if (counted) state.passed++;
        var title = asked.named.indexOf(v) < 0 ? 12 : 24;
        var about = id < titles ? title : Math.round((12 * (posting & 63)) / stage.scale);
        var place = 48 * classOf(v) + 36 - about - Math.round(weightOf(v));
        (ranks[place] = ranks[place] || []).push(id);
      });
      queue = queue.concat(flatten(ranks.filter(Boolean)));
    }

    /** How much a version weighs: its kind, and of laws their length, which tells codes from others. */
    function weightOf(v) {
      var weight = WEIGHT[dir.kindOf(v)];
      return weight > 5 ? weight + Math.min(1.5, (dir.starts[v + 1] - dir.starts[v]) / 300) : weight;
    }

    /** How good the force of a version is; an old text stands behind the one under which it is folded. */
    function classOf(v) {
      var current = dir.current[v];
      return Math.max(CLASS[dir.force[v]], v === current ? 0 : CLASS[dir.force[current]] + 1);
    }

    /** What waits in the same block of other versions of the law. */
    function twins(id) {
      if (id < titles) return [];
      var at = dir.place(id);
      var blocks = (dir.olds[at.v] || []).map(function (v) {
        return dir.idsIn(v, at.block);
      });
      return queue.filter(function (other) {
        return blocks.some(function (ids) {
          return other >= ids[0] && other < ids[1];
        });
      });
    }

    /** Look at the texts of candidates, and of some twins. */
    function verify(ids) {
      var older = asked.older ? flatten(ids.map(twins)).slice(0, OLDER) : [];
      return Promise.all(
        ids.concat(older).map(function (id, order) {
          return lookAt(id, order, order >= ids.length);
        })
      ).then(function (found) {
        found
          .sort(function (a, b) {
            return b.grade - a.grade || a.order - b.order;
          })
          .forEach(settle);
        var held = found.filter(function (hit) {
          return hit.seen;
        }).length;
        var waste = held * 2 < found.length && queue.length > ENOUGH && stage.plan.spare.length;
        return waste ? sift(held ? Math.min(queue.length, (ENOUGH * found.length) / held) : queue.length) : null;
      });
    }

    /** Few of the candidates hold, so that it would take so many texts to go on: look up more terms. */
    function sift(texts) {
      return lib.sift(stage.plan, queue, Math.ceil(texts)).then(function (left) {
        queue
          .filter(function (id) {
            return left.indexOf(id) < 0;
          })
          .forEach(function (id) {
            if (state.stage !== stage.number) return;
            state.refused++;
            count(id, dir.versionOf(id), -1);
          });
        queue = left;
      });
    }

    function lookAt(id, order, twin) {
      var at = dir.place(id);
      return lib.block(at.v, at.block).then(function (block) {
        var title = { eid: "", label: "", path: "", text: block.head.title };
        var entry = id < titles ? title : block.entries[at.at] || title;
        var wanted = {
          words: stage.words,
          need: stage.need,
          not: asked.not,
          whole: asked.whole,
          frequent: dir.heavy,
        };
        var seen = twSearch.hits.look(entry, wanted);
        var hit = { id: id, v: at.v, head: block.head, entry: entry, seen: seen, twin: twin, order: order };
        hit.grade = grade(hit);
        return hit;
      });
    }

    /** What decides the order among texts that were looked at together. */
    function grade(hit) {
      if (!hit.seen) return -1000;
      if (hit.id < titles && isAbout(hit.head.title, asked.whole)) return 99;
      var kind = hit.id < titles ? 6 : isAside(hit.entry) ? -3 : /^(?:art|item)_/.test(hit.entry.eid) ? 1 : 0;
      return 3 * TIERS.indexOf(hit.seen.tier) + hit.seen.score + weightOf(hit.v) + kind - 100 * classOf(hit.v);
    }

    /** Make an item of a hit, or fold it under the same text of another version. */
    function settle(hit) {
      if (isTaken(hit.id)) return;
      var name = hit.id < titles ? "title" : hit.entry.eid;
      var key = dir.current[hit.v] + " " + name;
      var folds = hit.seen && name && shown[key] && shown[key].law !== hit.v;
      if (hit.twin && !folds) return;
      taken[hit.id] = hit.seen ? ITEM : stage.number;
      if (state.stage === stage.number) {
        if (!hit.seen || folds) state.refused++;
        if (!hit.seen) count(hit.id, hit.v, -1);
      }
      if (!hit.seen) return;
      var item = itemOf(hit);
      if (folds) {
        shown[key].old.push({ segment: item.segment, href: item.href, force: text.FORCES[dir.force[hit.v]] });
        return;
      }
      if (hit.id < titles) item.tier = "title";
      if (stage.number) item.tier = stage.number > 1 ? "part" : "split";
      shown[key] = shown[key] || item;
      state.items.push(item);
    }

    /** Go on until there are so many items, or it takes too long. `patient`: whatever it takes. */
    function fill(target, patient) {
      var wanted = target - state.items.length;
      var looked = 0;
      var tried = 0;
      var quoted = asked.words.some(function (word) {
        return word.exact;
      });
      var patience = asked.hasty ? HASTY : quoted ? QUOTED : PATIENCE;

      function go() {
        queue = queue.filter(function (id) {
          return !isTaken(id);
        });
        var some = state.items.length;
        // As long as nothing holds, twice as many are looked at each time.
        var next = queue.slice(0, Math.max(4, target - some, some ? 0 : Math.min(looked, 100)));
        // Nearly as many as wanted, at once, are better than all of them after another wait.
        var suffices = patient ? target : looked ? 0.7 * target : target;
        if (asked.stale && asked.stale()) return null;
        if (some >= suffices || looked >= (some ? 1.5 * wanted : patience)) return null;
        // Where none of a hundred holds, those of other laws have their turn first.
        if (!isThrough() && (!next.length || (!some && tried >= 100))) {
          var later = queue;
          queue = [];
          tried = 0;
          return advance().then(function () {
            queue = queue.concat(later);
            return go();
          });
        }
        if (next.length) {
          looked += next.length;
          tried += next.length;
          return verify(queue.splice(0, next.length)).then(go);
        }
        if (isOver() || (!patient && (some >= FEW || (some && asked.whole.length > LONG)))) return null;
        return (stage.number ? weaken() : divide()).then(go);
      }

      return Promise.resolve().then(go);
    }

    function isOver() {
      return over || state.items.length >= ENOUGH || stage.number > 1;
    }

    /** Queue all that there is in this stage. */
    function survey() {
      return isThrough() ? Promise.resolve() : advance().then(survey);
    }

    /** What was not looked at: {queued, share (of the ids that have been searched), over (there is nothing else)}. */
    function left() {
      var share = state.stage === stage.number ? from / dir.data.total : 1;
      return { queued: queue.length, share: share, over: isOver() && isThrough() && !queue.length };
    }

    /** The second stage, with the parts of the words. */
    function divide() {
      return understand().then(function (how) {
        state.refolded = how === "refolded";
        over = how !== "";
        return over ? null : lib.split(parts).then(enterParts);
      });
    }

    function enterParts(found) {
      var same = found.map(textOf).join() === parts.map(textOf).join();
      state.split = found.map(textOf);
      parts = found;
      if (same) return weaken();
      enter(found.length ? allOf(lib, found, 1) : null);
    }

    /** The third stage. */
    function weaken() {
      return parts.length > 1 ? someOf(lib, parts).then(enter) : Promise.resolve(enter(null));
    }

    function enter(next) {
      over = !next;
      if (over) return;
      stage = next;
      start();
      if (!state.items.length) clear();
    }

    return state;
  }

  return { begin: begin };
})();

if (typeof module === "object") module.exports = twSearch;
