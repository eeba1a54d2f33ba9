// search.html: what was found. The address says all that is asked, so it can be kept, sent and gone back to.
// Needs find.js, found.js, asked.js and filters.js.
(function () {
  "use strict";
  var found = tiaowen.found;
  var make = found.make;
  var asks = tiaowen.asked;
  var ROWS = 20;
  var TITLE = document.title;
  var form = document.querySelector("form[role=search]");
  var input = form.querySelector("input");
  var area = document.getElementById("results");
  var status = area.appendChild(make("p", "count"));
  var showFilters = tiaowen.filters(area, change);
  var body = area.appendChild(make("div", "body"));

  /** What is asked (asked.js). */
  var asked = null;
  /** Number of the latest question; answers to earlier ones are dropped. */
  var latest = 0;
  /** Whether the address is one to come back to, or only what was being typed. */
  var settled = true;

  // --- asking ---

  /** Put what is asked into the address: as a step to go back from, or in place of the last. */
  function write(step) {
    try {
      history[step ? "pushState" : "replaceState"]({}, "", asks.write(asked));
    } catch (refused) {
      // Some browsers refuse that for a file; the results are there all the same.
    }
  }

  /** Ask for `rows` results, and call `then` when they are shown. */
  function ask(rows, then) {
    var number = ++latest;
    function isStale() {
      return number !== latest;
    }
    document.title = (asked.q ? asked.q + " - " : "") + TITLE;
    if (!asked.q.trim()) return show(null);
    status.textContent = "正在检索…";
    tiaowen.soon("assets/js/search/facets.js");
    tiaowen
      .engine()
      .then(function (engine) {
        return tiaowen.scripts(["search/facets"]).then(function () {
          return engine;
        });
      })
      .then(function (engine) {
        var options = { limit: rows || ROWS, filters: asked.filters, facets: true, scope: !asked.everywhere };
        options.stale = isStale;
        return isStale() ? null : engine.search(asked.q, options);
      })
      .then(function (result) {
        if (number !== latest) return;
        show(result);
        if (then) then();
      })
      .catch(function (error) {
        if (number === latest) fail(error);
      });
  }

  function fail(error) {
    show(null);
    status.textContent = "检索没有成功：" + error.message;
    body.appendChild(
      button("再试一次", function () {
        ask();
      })
    );
  }

  /** Ask something else, as a step to go back from. */
  function change(next, then) {
    asked = next;
    settled = true;
    write(true);
    ask(ROWS, then);
  }

  // --- showing ---

  function button(words, act) {
    var made = make("button", "", words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  /** Show an answer, or with null that nothing is asked. */
  function show(result) {
    body.textContent = "";
    status.textContent = "";
    showFilters(asked, result && result.facets);
    if (!result) return;
    var led = result.jump && result.jump.kind !== "missing";
    status.textContent = result.items.length ? found.counted(result) : led ? "" : "没有找到。";
    if (result.jump) body.appendChild(jumpTo(result.jump));
    if (result.query.scope || asked.everywhere) body.appendChild(scopeOf(result.query.scope));
    if (result.items.length) showItems(result);
    if (!led && result.advice.length) body.appendChild(listOf("advice", result.advice));
    var elsewhere = found.elsewhere("在公共网站检索", "search.html" + asks.write(asked));
    if (elsewhere) body.appendChild(elsewhere);
  }

  function listOf(className, sentences) {
    var list = make("ul", className);
    sentences.forEach(function (sentence) {
      list.appendChild(make("li", "", sentence));
    });
    return list;
  }

  /** The law or article that the query names, or those that it may mean. */
  function jumpTo(jump) {
    var box = make("section", "jump");
    var list = make("ul");
    box.setAttribute("aria-label", "直达");
    if (jump.note) box.appendChild(make("p", "", jump.note));
    (jump.href ? [jump] : []).concat(jump.choices || []).forEach(function (item) {
      list.appendChild(entry(item));
    });
    box.appendChild(list);
    return box;
  }

  /** A law that is named in the query is the only one that is searched; say so, and offer all. */
  function scopeOf(scope) {
    var line = make("p", "scope", scope ? "只检索了《" + scope.name + "》。" : "检索了全部法规。");
    var again = button(scope ? "检索全部法规" : "只检索写明的法规", function () {
      change(asks.changed(asked, { everywhere: Boolean(scope) }));
    });
    line.appendChild(again);
    return line;
  }

  /** A result as an item of a list. */
  function entry(item) {
    var made = make("li");
    var heading = made.appendChild(make("h2"));
    var link = make("a");
    link.href = tiaowen.root + item.href;
    found.addName(link, item);
    heading.append(link, " ", found.badge(item.timeline));
    if (item.path) made.appendChild(make("p", "path", item.path));
    found.addText(made, "p", item);
    if (item.old && item.old.length) made.appendChild(older(item.old));
    made.appendChild(make("p", "address", publicRoot() + item.href));
    return made;
  }

  /** The superseded texts in which the same was found. */
  function older(texts) {
    var line = make("p", "old", "旧文本：");
    texts.forEach(function (text, i) {
      var link = make("a", "", text.segment);
      link.href = tiaowen.root + text.href;
      line.append(i ? "、" : "", link);
    });
    return line;
  }

  /** The public address of the site, for paper. */
  function publicRoot() {
    var canonical = document.querySelector("link[rel=canonical]");
    return canonical ? canonical.href.replace(/[^/]*$/, "") : "";
  }

  function showItems(result) {
    var list = body.appendChild(make("ol"));
    addItems(list, result, 0);
    if (!result.done) body.appendChild(moreButton(list, result));
  }

  /** Add the results from a place on; returns the first of them. Where they become looser a line says so. */
  function addItems(list, result, from) {
    return result.items.slice(from).map(function (item, i) {
      var before = result.items[from + i - 1];
      if (found.isLoose(item) && (!before || before.tier !== item.tier))
        list.appendChild(make("li", "looser", looser(item.tier, result.query.split)));
      return list.appendChild(entry(item));
    })[0];
  }

  function looser(tier, split) {
    if (tier === "part") return "以下只含有其中一部分词语。";
    return "以下没有原样的这些文字，含有其中的词语：" + split.join("、") + "。";
  }

  /** The button for more results; the focus goes on to the first of them. */
  function moreButton(list, result) {
    var number = latest;
    var more = button("更多结果", function () {
      more.disabled = true;
      more.textContent = "正在载入…";
      result.more().then(
        function (longer) {
          if (number === latest) append(list, result, longer, more);
        },
        function (error) {
          if (number !== latest) return;
          more.disabled = false;
          more.textContent = "再试一次";
          status.textContent = "没有载入更多结果：" + error.message;
        }
      );
    });
    more.className = "more";
    return more;
  }

  function append(list, result, longer, more) {
    var first = addItems(list, longer, result.items.length);
    status.textContent = found.counted(longer);
    more.remove();
    if (!longer.done) body.appendChild(moreButton(list, longer));
    if (first) first.querySelector("a").focus({ preventScroll: true });
    // So many are shown again to a reader who comes back.
    try {
      history.replaceState({ rows: longer.items.length }, "", location.href);
    } catch (refused) {
      // Then fewer are.
    }
  }

  // --- beginning ---

  /** Ask what the address says: when the page opens (`typing`: with a text in the box), or when one goes back. */
  function start(typing) {
    asked = asks.read(location.search);
    settled = true;
    if (!typing) input.value = asked.q;
    ask(history.state && history.state.rows);
  }

  /** What is typed goes into the address at once, but only the first of it as a step. */
  function type(text) {
    asked = asks.changed(asked, { q: text });
    write(settled);
    settled = false;
    ask();
  }

  status.setAttribute("role", "status");
  // What was typed before this script came is kept.
  start(document.activeElement === input && input.value);
  found.typed(
    input,
    function () {
      return asked.q;
    },
    type
  );
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (asked.q !== input.value) type(input.value);
    settled = true;
    input.blur();
  });
  addEventListener("popstate", function () {
    // The address of a heading on this page changes nothing.
    if (asks.write(asks.read(location.search)) !== asks.write(asked)) start(false);
  });
})();
