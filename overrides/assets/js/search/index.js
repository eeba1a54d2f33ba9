// The index: what its directory says, what a query asks, and which entries lists have in common. Pure. Needs text.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.index = (function () {
  "use strict";
  /** Numbers of units from here on count top units instead of articles. */
  var ITEMS = 46 * 91;
  var text = twSearch.text;

  /** The blocks of a version: {prefix: [entries in block 0, …]}, in the order of the ids. */
  function blocksOf(layout) {
    var found = {};
    layout.split(" ").forEach(function (part) {
      var cut = part.search(/=|[0-9]+$/);
      var sizes = (found[part.slice(0, cut)] = []);
      if (part.charAt(cut) === "=") {
        part.slice(cut + 1).split(",").forEach(function (size) {
          if (size > 0) sizes.push(+size);
          else while (size++ < 0) sizes.push(0);
        });
        return;
      }
      // Units are numbered from 1 on.
      var first = part.charAt(cut - 1) === "h" ? 0 : 1;
      for (var last = +part.slice(cut) + first; first < last; first++) {
        var k = Math.floor(first / text.PER_BLOCK);
        sizes[k] = (sizes[k] || 0) + 1;
      }
    });
    return found;
  }

  function base36(number) {
    return ("0" + number.toString(36)).slice(-2);
  }

  /** A directory, ready for questions. `day` decides what is in force. */
  function open(data, day) {
    text.addPairs(data.fold);
    var starts = []; // ids of the versions' first entries, and the end
    var force = data.force.split("").map(Number);
    var current = []; // of each version the current one of its work
    var olds = {}; // current version → the others
    var works = [];
    var layouts = {};
    var old = 0;
    var heavy = Object.create(null); // term → number of its entries, about
    var id = data.works;

    /** How many units a version has, negative where they are no articles. */
    function units(v) {
      var number = 91 * text.number(data.art, v, 1) + text.number(data.art, data.n + v, 1);
      return number < ITEMS ? number : ITEMS - number;
    }

    function layout(v) {
      if (!layouts[v]) {
        var number = units(v);
        var usual = "h" + text.number(data.head, v, 1) + (number ? (number < 0 ? " i" : " a") + Math.abs(number) : "");
        layouts[v] = blocksOf(data.odd[v] || usual);
      }
      return layouts[v];
    }

    data.turns.forEach(function (turn) {
      if (turn[1] <= day) force[turn[0]] = turn[2];
    });
    data.old[1].forEach(function (now, i) {
      old += data.old[0][i];
      current[old] = now;
      (olds[now] = olds[now] || []).push(old);
    });
    for (var v = 0; v < data.n; v++) {
      if (current[v] === undefined) works.push((current[v] = v));
      starts.push(id);
      if (data.odd[v]) {
        var blocks = layout(v);
        for (var prefix in blocks) blocks[prefix].forEach(add);
      } else add(text.number(data.head, v, 1) + Math.abs(units(v)));
    }
    works = works.map(lead);
    starts.push(id);
    for (var i = 0; i < data.hdf.length; i++)
      heavy[text.swap(data.heavy.substr(2 * i, 2))] = Math.round(Math.pow(2, text.number(data.hdf, i, 1) / 4));

    function add(count) {
      id += count;
    }

    /** The version of a work that is in force today, if that is another one than on the day of the build. */
    function lead(built) {
      var all = [built].concat(olds[built] || []);
      var now = all.filter(function (v) {
        return !force[v];
      })[0];
      if (now === undefined || now === built) return built;
      all.forEach(function (v) {
        current[v] = now;
      });
      olds[now] = all.filter(function (v) {
        return v !== now;
      });
      return now;
    }

    /** The version that an entry belongs to, of a title the current one. */
    function versionOf(id) {
      if (id < works.length) return works[id];
      var low = 0;
      for (var high = data.n; high - low > 1; ) {
        var middle = (low + high) >> 1;
        if (starts[middle] <= id) low = middle;
        else high = middle;
      }
      return low;
    }

    /** Where an entry stands: {v, block, at}; of a title the first block of its version. */
    function place(id) {
      var v = versionOf(id);
      var left = id < works.length ? 0 : id - starts[v];
      var blocks = layout(v);
      for (var prefix in blocks)
        for (var k = 0; k < blocks[prefix].length; k++) {
          if (left < blocks[prefix][k]) return { v: v, block: prefix + k, at: left };
          left -= blocks[prefix][k];
        }
    }

    /** The ids in a block of a version: [first, end], or nothing. */
    function idsIn(v, block) {
      var first = starts[v];
      var blocks = layout(v);
      for (var prefix in blocks)
        for (var k = 0; k < blocks[prefix].length; k++) {
          if (prefix + k === block) return [first, first + blocks[prefix][k]];
          first += blocks[prefix][k];
        }
      return [0, 0];
    }

    /** The id from which on the entries of a version are what others say of it. */
    function asidesOf(v) {
      var sizes = data.odd[v] ? layout(v)[text.ASIDE] || [] : [];
      return sizes.reduce(function (id, size) {
        return id - size;
      }, starts[v + 1]);
    }

    /** The folder of the bucket of a character, and how many shards are in it. */
    function bucket(char) {
      var number = text.hash(char) >>> 23;
      var folder = base36(number) + data.buckets.substr(6 * number, 6);
      return { folder: folder, shards: text.number(data.shards, number, 1) };
    }

    return {
      data: data,
      starts: starts,
      force: force,
      current: current,
      olds: olds,
      works: works,
      heavy: heavy,
      layout: layout,
      versionOf: versionOf,
      place: place,
      idsIn: idsIn,
      asidesOf: asidesOf,
      bucket: bucket,
      kindOf: function (v) {
        return parseInt(data.kind.charAt(v), 36);
      },
      yearOf: function (v) {
        var year = text.number(data.year, v, 1);
        return year && 1948 + year;
      },
      sid: function (v) {
        return data.sidx[v] || data.sid.substr(3 * v, 3);
      },
    };
  }

  /** What two lists have in common; the level is the smaller one or, with `sum`, both together (up to 63). */
  function both(a, b, sum) {
    var out = [];
    for (var i = 0, j = 0; i < a.length && j < b.length; ) {
      var order = (a[i] >> 6) - (b[j] >> 6);
      if (!order) out.push(sum ? Math.min(a[i] + (b[j] & 63), a[i] | 63) : Math.min(a[i], b[j]));
      if (order <= 0) i++;
      if (order >= 0) j++;
    }
    return out;
  }

  /** What any of the lists has; the level is the highest or, with `sum`, all together. `total`: of ids. */
  function any(lists, total, sum) {
    var marks = new Uint8Array(total);
    var out = [];
    lists.forEach(function (list) {
      for (var i = 0; i < list.length; i++) {
        var id = list[i] >> 6;
        var level = (list[i] & 63) + 1;
        marks[id] = sum ? Math.min(64, (marks[id] || 1) + level - 1) : Math.max(marks[id], level);
      }
    });
    for (var id = 0; id < total; id++) if (marks[id]) out.push(64 * id + marks[id] - 1);
    return out;
  }

  /** The part of a list between two ids. */
  function cut(list, low, high) {
    return list.slice(find(list, low), find(list, high));
  }

  /** Where an id is in a list, or would be. */
  function find(list, id) {
    var low = 0;
    for (var high = list.length; low < high; ) {
      var middle = (low + high) >> 1;
      if (list[middle] < 64 * id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * A query: {words: [{text, runs, exact}], not: [text], whole}. Words are runs; what stands in quotes is
   * one, with its signs. -word is one that must not be there; but not at the beginning, nor a number.
   */
  function parse(query) {
    var words = [];
    var not = [];
    var whole = "";
    var known = {};
    var folded = text.fold(query.slice(0, 300).replace(/[「」『』]/g, '"').replace(/\s[—–─]+/g, " ")).trim();
    folded.replace(/(\s-(?=["a-z\u3007-\uffff]))?(?:"([^"]+)"|([^\s"]+))/g, function (all, minus, quoted, plain) {
      var runs = text.runs(quoted || plain);
      var phrase = text.squeeze(quoted || plain).text;
      if (!runs.length) return;
      if (minus) return void not.push(quoted ? phrase : runs.join(""));
      whole += " " + (quoted || plain);
      (quoted ? [phrase] : runs).forEach(function (word) {
        if (known["=" + word]) return;
        known["=" + word] = true;
        words.push({ text: word, runs: quoted ? runs : [word], exact: !!quoted });
      });
    });
    return { words: words, not: not, whole: text.squeeze(whole).text };
  }

  /** The pairs of neighbours in runs. */
  function pairsOf(runs) {
    var pairs = [];
    runs.forEach(function (run) {
      for (var i = 0; i < run.length - 1; i++) pairs.push(run.substr(i, 2));
    });
    return pairs;
  }

  /** At most `count` of the pairs, spread over the word. */
  function spread(pairs, count) {
    if (!count || pairs.length <= count) return count ? pairs : [];
    var step = count > 1 ? (pairs.length - 1) / (count - 1) : 0;
    return pairs.filter(function (pair, i) {
      return step ? Math.round(Math.round(i / step) * step) === i : !i;
    });
  }

  /**
   * Split a run into words as jieba does: the most probable way, words being as probable as their letters
   * say (A + log2 of the frequency) and single characters rare. `lexicon`: word → letter.
   */
  function split(run, lexicon) {
    var best = [[0, 0]]; // from the end: [log2 of the probability, length of the first word]
    for (var i = run.length - 1; i >= 0; i--) {
      var latin = /^[0-9a-z]+/.exec(run.slice(i));
      var found = [-1e9, 1];
      for (var n = 1; n <= 6 && i + n <= run.length; n++) {
        var letter = lexicon[run.substr(i, n)];
        if (n > 1 && !letter) continue;
        var weight = (letter ? letter.charCodeAt(0) - 65 : 4) - 26 + best[run.length - i - n][0];
        if (weight > found[0]) found = [weight, n];
      }
      best.push(latin ? [best[run.length - i - latin[0].length][0] - 8, latin[0].length] : found);
    }
    var words = [];
    for (i = 0; i < run.length; ) {
      var length = best[run.length - i][1];
      words.push(run.substr(i, length));
      i += length;
    }
    return words;
  }

  return {
    open: open,
    blocksOf: blocksOf,
    both: both,
    any: any,
    cut: cut,
    parse: parse,
    pairsOf: pairsOf,
    spread: spread,
    split: split,
  };
})();

if (typeof module === "object") module.exports = twSearch;
