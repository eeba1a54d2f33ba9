// Lists: which entries may have the words of a query, found with as few chunks as will do. Needs text.js and index.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.lists = (function () {
  "use strict";
  /** A word that ends so may be the name of a law. */
  var NAME = /(?:[法典例则定程案]|办法|解释|意见|通知)$|^[a-z]+$/;
  /** So many light pairs are looked up of one word, of several together one more; and the frequent ones of one. */
  var PICKS = 3;
  var FREQUENT = 2;
  /** The terms of at most so many words are looked up. */
  var WORDS = 5;
  /** So many postings may be loaded to spare the loading of a text; and so many a shard is worth. */
  var WORTH = 150;
  var SHARD = 3000;
  /** So many characters of a query are taken apart. */
  var APART = 20;
  var text = twSearch.text;
  var index = twSearch.index;

  function isSingle(run) {
    return run.length < 2;
  }

  function flatten(lists) {
    return [].concat.apply([], lists);
  }

  /** The lists of a library, whose directory is `dir`. `get`: (path, query) → Promise of a chunk. */
  function open(dir, get) {
    /** Shard `n` of a character: its rows [char, seconds (packed), lists, head, words, names]. */
    function shard(char, n) {
      return get(dir.bucket(char).folder + "/" + n);
    }

    /** The row of a term's first character in the term's shard; of a single character that with its head. */
    function row(term) {
      var char = term.charAt(0);
      var shards = dir.bucket(char).shards;
      if (!shards) return Promise.resolve([]);
      return shard(char, term.length > 1 ? (text.hash(term.charAt(1)) >>> 8) % shards : 0).then(function (rows) {
        return rowOf(rows, char);
      });
    }

    function rowOf(rows, char) {
      for (var i = 0; i < rows.length; i++) if (rows[i][0] === char) return rows[i];
      return [];
    }

    function listsOf(row) {
      return (row[2] || "").split("\x7f");
    }

    /** A file of a pair of its own: slab `end` of its list or, "n", its names. */
    function file(pair, end) {
      var hex = pair.slice(0, 2).replace(/[^]/g, function (char) {
        return ("000" + char.charCodeAt(0).toString(16)).slice(-4);
      });
      return shard(pair.charAt(0), hex + "-" + end);
    }

    /** The entries between two ids that have a pair or a single character. */
    function postings(term, low, high) {
      if (term.length < 2) return single(term, low, high);
      if (!dir.heavy[term])
        return row(term).then(function (found) {
          var at = text.swap(found[1] || "").indexOf(term.charAt(1));
          return at < 0 ? [] : index.cut(text.decode(listsOf(found)[at], 0), low, high);
        });
      var slabs = dir.data.slabs.map(function (end, k) {
        var begin = k ? dir.data.slabs[k - 1] : 0;
        if (begin >= high || end <= low) return [];
        return file(term, k).then(function (list) {
          return index.cut(text.decode(list, begin), low, high);
        });
      });
      return Promise.all(slabs).then(flatten);
    }

    /** The best entries of a character: {count (of all), list, end}; before the id `end` there are no others. */
    function head(char) {
      return row(char).then(function (found) {
        var list = found[3] ? text.decode(found[3][1], 0) : [];
        var count = found[3] ? found[3][0] : 0;
        return { count: count, list: list, end: count > list.length ? (list[list.length - 1] >> 6) + 1 : Infinity };
      });
    }

    /** From the head of a character or, beyond that, from all pairs that begin with it. */
    function single(char, low, high) {
      return head(char).then(function (best) {
        if (high <= best.end) return index.cut(best.list, low, high);
        var parts = Object.keys(dir.heavy)
          .filter(function (term) {
            return term.charAt(0) === char;
          })
          .map(function (term) {
            return postings(term, low, high);
          });
        for (var n = 0; n < dir.bucket(char).shards; n++)
          parts.push(
            shard(char, n).then(function (rows) {
              var lists = listsOf(rowOf(rows, char)).map(function (list) {
                return text.decode(list, 0);
              });
              return index.cut(index.any(lists, dir.data.total), low, high);
            })
          );
        return Promise.all(parts).then(function (lists) {
          return index.any(lists, dir.data.total);
        });
      });
    }

    /**
     * Which terms to look up for words: {parts: [{terms, light}], spare: [term], sifted: [term], single}. A few pairs
     * will do, since texts are looked at anyway; frequent pairs, and then single characters, only where there is
     * nothing better.
     */
    function plan(words) {
      var several = words.length > 1;
      var parts = words.map(function (word) {
        var pairs = index.pairsOf(word.runs);
        var light = pairs.filter(function (pair) {
          return !dir.heavy[pair];
        });
        var heavy = pairs.filter(function (pair) {
          return dir.heavy[pair];
        });
        heavy.sort(function (a, b) {
          return dir.heavy[a] - dir.heavy[b];
        });
        return {
          named: several && NAME.test(word.text),
          light: light,
          heavy: heavy,
          chars: word.runs.filter(isSingle),
          picks: 0,
        };
      });
      // Each pick goes to the word that has most light pairs for each of its picks.
      for (var picks = several ? PICKS + 1 : PICKS; picks--; )
        parts.reduce(
          function (a, b) {
            return b.light.length * (a.picks + 1) > a.light.length * (b.picks + 1) ? b : a;
          },
          { light: [], picks: 0 }
        ).picks++;
      parts.forEach(function (part) {
        if (part.named && part.picks) part.picks = 1;
        part.terms = part.light.length ? index.spread(part.light, part.picks) : part.heavy.slice(0, FREQUENT);
      });
      return chosen(parts);
    }

    function chosen(parts) {
      var paired = parts.filter(function (part) {
        return part.terms.length;
      });
      var spare = ["light", "heavy", "chars"].map(function (kind) {
        return flatten(
          parts.map(function (part) {
            return part[kind].filter(function (term) {
              return part.terms.indexOf(term) < 0;
            });
          })
        );
      });
      if (!paired.length) spare = [];
      return {
        parts: (paired.length ? paired : parts).slice(0, WORDS).map(function (part) {
          return { terms: paired.length ? part.terms : part.chars.slice(0, 1), light: part.light.length > 0 };
        }),
        spare: flatten(spare),
        sifted: [],
        single: !paired.length,
      };
    }

    /** The entries between two ids that have the terms of a plan; their level is that of all words together. */
    function find(plan, low, high) {
      // Behind the first slab frequent terms cost more than looking at texts.
      var cheap = plan.parts.filter(function (part) {
        return part.light || low < dir.data.slabs[0];
      });
      var words = (cheap.length ? cheap : plan.parts).map(function (part) {
        var lists = part.terms.map(function (term) {
          return postings(term, low, high);
        });
        return Promise.all(lists).then(function (found) {
          return found.reduce(function (a, b) {
            return index.both(a, b);
          });
        });
      });
      return Promise.all([having(plan.sifted, low, high)].concat(words)).then(function (found) {
        var has = found.shift();
        return found
          .reduce(function (a, b) {
            return index.both(a, b, true);
          })
          .filter(function (posting) {
            return has(posting >> 6);
          });
      });
    }

    /** A function that tells whether an id between two others has all terms. */
    function having(terms, low, high) {
      var lists = terms.map(function (term) {
        return postings(term, low, high);
      });
      return Promise.all(lists).then(function (found) {
        var counts = new Uint8Array(high - low);
        found.forEach(function (list) {
          list.forEach(function (posting) {
            counts[(posting >> 6) - low]++;
          });
        });
        return function (id) {
          return counts[id - low] === terms.length;
        };
      });
    }

    /** How far a plan can look from an id: to the end, or as far as the next part of its longest lists. */
    function reach(plan, low) {
      var light = plan.parts.every(function (part) {
        return part.light;
      });
      var heads = plan.single ? plan.parts : [];
      return Promise.all(
        heads.map(function (part) {
          return head(part.terms[0]);
        })
      ).then(function (found) {
        var ends = found.map(function (best) {
          return best.end;
        });
        if (!light && !plan.single) ends = dir.data.slabs;
        ends = ends.filter(function (end) {
          return end > low;
        });
        return Math.min.apply(null, ends.concat(dir.data.total));
      });
    }

    /** Load what a search with a plan begins with. */
    function begin(plan) {
      var low = plan.single ? dir.works.length : 0;
      return reach(plan, low).then(function (high) {
        return find(plan, low, high);
      });
    }

    /**
     * Sift ids that wait to be looked at, best first, with some of the spare terms of a plan; but not with those that
     * cost more to load than `texts` texts. Where that takes in all ids, all that is found later is sifted, too.
     */
    function sift(plan, ids, texts) {
      var near = ids.slice(0, 4 * texts);
      var low = Math.min.apply(null, near);
      var high = Math.max.apply(null, near) + 1;
      var some = ids.some(function (id) {
        return id < low || id >= high;
      });
      var terms = plan.spare.slice(0, PICKS).filter(function (term) {
        var share = (high - low) / dir.data.total;
        var cost = term.length > 1 ? (dir.heavy[term] || WORTH) * share : SHARD * dir.bucket(term).shards;
        return cost < WORTH * texts;
      });
      if (!some) {
        plan.spare = plan.spare.slice(PICKS);
        plan.sifted = plan.sifted.concat(terms);
      }
      return having(terms, low, high).then(function (has) {
        return ids.filter(function (id) {
          return id < low || id >= high || has(id);
        });
      });
    }

    /** The rows [form, version, flag] of a name or, with `prefix`, of all names that begin so. */
    function names(form, prefix) {
      if (form.length < 2) return Promise.resolve([]);
      return row(form)
        .then(function (found) {
          var rows = found[5] || [];
          var apart = rows.some(function (each) {
            return each.length < 2 && form.indexOf(each[0]) === 0;
          });
          return apart ? file(form, "n") : rows;
        })
        .then(function (rows) {
          return rows.filter(function (each) {
            return each.length > 1 && (prefix ? each[0].indexOf(form) === 0 : each[0] === form);
          });
        });
    }

    /** The words that begin with some pairs: {word: letter of its frequency}. */
    function lexicon(pairs) {
      var known = Object.create(null);
      return Promise.all(pairs.map(row)).then(function (rows) {
        rows.forEach(function (found) {
          (found[4] || "").replace(/([^A-Z]+)([A-Z])/g, function (all, word, letter) {
            known[word] = letter;
          });
        });
        return known;
      });
    }

    /** The parts of words: those in quotes and short ones as they are, of others the beginning, taken apart. */
    function split(words) {
      var left = APART;
      var long = words.map(function (word) {
        var part = word.exact || word.text.length < 3 ? "" : word.text.slice(0, left);
        left -= part.length;
        return part;
      });
      return lexicon(index.pairsOf(long)).then(function (known) {
        var found = [];
        words.forEach(function (word, i) {
          var pieces = index.split(long[i], known).filter(function (piece) {
            return piece.length > 1;
          });
          (pieces.length ? pieces : [word.text]).forEach(function (text) {
            var isNew = found.every(function (other) {
              return other.text !== text;
            });
            if (isNew) found.push({ text: text, runs: pieces.length ? [text] : word.runs, exact: word.exact });
          });
        });
        return found;
      });
    }

    /** The words that no entry has, as far as lists tell. */
    function missing(words) {
      return Promise.all(
        words.map(function (word) {
          var own = plan([word]);
          return own.parts[0].light ? find(own, 0, dir.data.total) : [0];
        })
      ).then(function (lists) {
        return words
          .filter(function (word, i) {
            return !lists[i].length;
          })
          .map(function (word) {
            return word.text;
          });
      });
    }

    /** A block of text of a version: {head, entries}. */
    function block(v, name) {
      return get("text/" + dir.sid(v) + "/" + name, "v=" + dir.data.g).then(function (data) {
        return { head: text.head(data), entries: text.entries(data, name) };
      });
    }

    return {
      dir: dir,
      plan: plan,
      find: find,
      begin: begin,
      sift: sift,
      reach: reach,
      names: names,
      split: split,
      missing: missing,
      block: block,
    };
  }

  return { open: open, flatten: flatten, NAME: NAME };
})();

if (typeof module === "object") module.exports = twSearch;
