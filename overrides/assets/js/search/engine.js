// The engine: a query → what is found, best first, every hit verified on its text. All it needs is loaded by
// a function that is given to it. Needs lead.js and the other scripts of search/; facets.js for filters only.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.engine = (function () {
  "use strict";
  var FORMAT = 1;
  var LIMIT = 10;
  var text = twSearch.text;
  var index = twSearch.index;

  function textOf(word) {
    return word.text;
  }

  /** Whether lists alone say which entries have the words. */
  function isCertain(asked) {
    return (
      !asked.not.length &&
      asked.words.every(function (word) {
        return !word.exact && word.text.length < 3;
      })
    );
  }

  /** What to try when nothing was found. `missing`: words that no entry has. */
  function adviceOf(asked, scope, filtered, missing) {
    var quoted = asked.words.some(function (word) {
      return word.exact;
    });
    return [
      missing.length && "没有条文写有“" + missing.join("”“") + "”，可以检查有没有错字，或者换一种说法",
      filtered && "去掉筛选条件",
      scope && "不限于《" + scope.name + "》，在全部法规中检索",
      quoted && "去掉引号，不要求逐字一致",
      asked.not.length && "去掉要排除的词",
      !missing.length && (asked.words.length > 1 ? "减少词语，或者换一种说法" : "换一种说法，或者只写其中的关键词"),
    ].filter(Boolean);
  }

  /** An engine. `load`: (path below search/, query of the address) → Promise of the data. `options.day`: today. */
  function open(load, options) {
    var day = (options && options.day) || tiaowen.today(Date.now());
    var chunks = Object.create(null);
    var library = null;
    var dir = null;

    function get(path, query) {
      if (!chunks[path])
        chunks[path] = load(path, query).catch(function () {
          delete chunks[path];
          throw new Error("数据没有取到（" + path + "）");
        });
      return chunks[path];
    }

    /** The lists of the library, with its directory as `dir`. */
    function ready(query) {
      if (!library) {
        library = get("directory", query).then(function (data) {
          if (data.v !== FORMAT) throw new Error("数据与脚本不是同一版本，请刷新页面");
          dir = index.open(data, day);
          return twSearch.lists.open(dir, get);
        });
        library.catch(function () {
          library = null;
        });
      }
      return library;
    }

    /** Do a task; if that fails, once more with a new directory, since the site may have been built anew. */
    function lasting(task) {
      return ready()
        .then(task)
        .catch(function () {
          chunks = Object.create(null);
          library = null;
          return ready("r=" + Date.now()).then(task);
        });
    }

    /** Load the characters that only queries have, if there may be one; whether that changes the query. */
    function refold(query) {
      var before = text.fold(query);
      if (!text.isRare(before)) return Promise.resolve(false);
      return get("folding").then(function (pairs) {
        text.addPairs(pairs);
        return text.fold(query) !== before;
      });
    }

    /** The one law that a query of several words names, {law, name}, or null. */
    function scopeOf(lib, words) {
      var named = words.filter(function (word) {
        return words.length > 1 && !word.exact && twSearch.lists.NAME.test(word.text);
      })[0];
      if (!named) return null;
      return lib.names(twSearch.jump.nameForm(named.text), false).then(function (rows) {
        var laws = rows.map(function (row) {
          return dir.current[row[1]];
        });
        var one = laws.length && Math.min.apply(null, laws) === Math.max.apply(null, laws);
        return one ? { law: laws[0], name: named.text } : null;
      });
    }

    /** The filters of a search, or null. */
    function filterOf(lib, options) {
      if (!options.facets && !Object.keys(options.filters || {}).length) return null;
      return get("facets", "v=" + dir.data.g).then(function (names) {
        return twSearch.facets.open(lib, names, options.filters || {});
      });
    }

    /**
     * Search: a Promise of {query, jump, items, total, exact, done, more, facets, advice}.
     *
     * `options`: limit; filters {facet: [value, …]}; facets: whether to count them, and to load what older texts there are
     * of the items (otherwise that comes to light later); scope and jump: false switches off that a law's name limits the
     * search, and jumps; stale: a function that says that nobody waits any more; the answer may then lack anything.
     * hasty: rather nothing than hundreds of texts looked at; done is then false.
     */
    function search(query, options) {
      options = options || {};
      // Its scripts come along with the directory, its texts along with the others. A new directory is asked anew.
      var led = lead();
      var again = false;
      led.catch(Boolean);

      function lead() {
        return Promise.resolve(options.jump === false ? null : twSearch.jump.resolve(engine, query));
      }

      return lasting(function (lib) {
        if (again)
          led = lead().catch(function () {
            return null;
          });
        again = true;
        var asked = index.parse(twSearch.jump.joinNumbers(query));
        if (!asked.words.length) return results(lib, query, asked, [], led, options);
        var plan = lib.plan(asked.words);
        // All that is needed before texts is asked for at once.
        return Promise.all([
          options.scope === false ? null : scopeOf(lib, asked.words),
          filterOf(lib, options),
          asked.words.length > 1 ? [] : lib.names(twSearch.jump.nameForm(asked.whole), true),
          lib.begin(plan),
        ]).then(function (known) {
          return results(lib, query, asked, known, led, options);
        });
      });
    }

    /** Add to a jump to a unit the beginning of its text, as `lines`. */
    function opened(lib, jump) {
      if (!jump || jump.kind !== "unit" || !text.blockOf(jump.eid)) return jump;
      return lib.block(jump.law, text.blockOf(jump.eid)).then(function (block) {
        jump.lines = block.entries
          .filter(function (entry) {
            return entry.eid && (jump.eid + "__").indexOf(entry.eid + "__") === 0;
          })
          .map(function (entry) {
            return twSearch.hits.opening(entry, jump.eid);
          });
        return jump;
      });
    }

    /** The results of a query, `known` being scope, filter and names, `led` the Promise of a jump. */
    function results(lib, query, asked, known, led, options) {
      var limit = options.limit || LIMIT;
      var scope = known[0];
      var filter = known[1];
      if (scope) {
        asked.words = asked.words.filter(function (word) {
          return word.text !== scope.name;
        });
        asked.whole = text.squeeze(asked.words.map(textOf).join(" ")).text;
      }
      asked.named = (known[2] || []).map(function (row) {
        return row[1];
      });
      asked.older = options.facets;
      asked.stale = options.stale;
      asked.hasty = options.hasty;
      var law = scope && dir.current[scope.law];
      var state = twSearch.stages.begin(lib, asked, isWithin, passes, understand);

      function understand() {
        return led.then(function (jump) {
          if (jump) return "led";
          return refold(query).then(function (changed) {
            return changed ? "refolded" : "";
          });
        });
      }

      function isWithin(v) {
        return !scope || dir.current[v] === law;
      }

      function passes(v, aside) {
        return isWithin(v) && (!filter || filter.passes(v, aside));
      }

      function result(target, patient) {
        return state
          .fill(target, patient)
          .then(function () {
            return options.facets && state.survey();
          })
          .then(function () {
            if (state.refolded) return search(query, options);
            return Promise.all([
              options.facets && filter ? filter.offer(state.hits, state.asides) : null,
              state.items.length ? [] : lib.missing(asked.words),
              led.then(function (jump) {
                return opened(lib, jump);
              }),
            ]).then(function (more) {
              return resultOf(target, more[0], more[1], more[2]);
            });
          });
      }

      function resultOf(target, facets, missing, jump) {
        var left = state.left();
        var found = state.passed - state.refused;
        return {
          query: {
            words: asked.words.map(textOf),
            not: asked.not,
            whole: asked.whole,
            scope: scope || null,
            split: state.split,
          },
          jump: jump,
          items: state.items.slice(0, target),
          total: Math.round(found / (left.share || 1)) || state.items.length,
          exact: left.share === 1 && (!left.queued || isCertain(asked)),
          done: left.over && state.items.length <= target,
          facets: facets,
          advice:
            state.items.length || !asked.words.length
              ? []
              : adviceOf(asked, scope, Object.keys(options.filters || {}).length, missing),
          more: function () {
            return result(target + limit, true).catch(function () {
              // The site may have been built anew.
              return search(query, Object.assign({}, options, { limit: target + limit }));
            });
          },
        };
      }

      return result(limit, false);
    }

    /** The ids of all entries that may have all words, ascending; for tests. */
    function all(query) {
      return lasting(function (lib) {
        var words = index.parse(twSearch.jump.joinNumbers(query)).words;
        return words.length ? lib.find(lib.plan(words), 0, dir.data.total) : [];
      }).then(function (list) {
        return list.map(function (posting) {
          return posting >> 6;
        });
      });
    }

    /** Where a citation leads, as jump.resolve() says. */
    function resolve(query) {
      return lasting(function () {
        return twSearch.jump.resolve(engine, query);
      });
    }

    // What jump.js asks: the query folded with all tables; names; blocks of text; versions and how they lie.
    var engine = {
      search: search,
      resolve: resolve,
      all: all,
      ready: ready,
      fold: function (query) {
        return refold(query).then(function () {
          return text.fold(query);
        });
      },
      names: function (form, prefix) {
        return ready().then(function (lib) {
          return lib.names(form, prefix);
        });
      },
      block: function (v, name) {
        return ready().then(function (lib) {
          return lib.block(v, name);
        });
      },
      layoutOf: function (v) {
        return dir.layout(v);
      },
      versionsOf: function (v) {
        var current = dir.current[v];
        return [current].concat(dir.olds[current] || []).map(function (version) {
          return [version, dir.yearOf(version), dir.force[version]];
        });
      },
    };
    return engine;
  }

  return { open: open, browserLoader: text.loader };
})();

if (typeof module === "object") module.exports = twSearch;
