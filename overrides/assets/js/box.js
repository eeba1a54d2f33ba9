// The list under the search box: an editable combobox with a list (ARIA Authoring Practices 1.2).
// find.js loads it when the box is first wanted; `entered`: Enter was pressed before it came. Needs found.js.
tiaowen.box = function (form, entered) {
  "use strict";
  var found = tiaowen.found;
  var ROWS = 8;
  var input = form.querySelector("input");
  var panel = found.make("div", "tw-list");
  var list = found.make("div");
  var status = found.make("p");
  /** The rows, and which of them Enter opens (-1: none, Enter leads to the result page). */
  var rows = [];
  var active = -1;
  /** Whether the reader has gone to a row by keyboard: then Home and End are the list's, else the text's. */
  var moved = false;
  /** The text of the question that is on its way, or null; answers to others are dropped. */
  var pending = null;
  /** The text for which the rows stand, or null. */
  var answered = null;
  /** Enter was pressed before the answer came. */
  var going = false;
  /** The text of the box that was asked for last. */
  var last = "";

  function isOpen() {
    return panel.classList.contains("open");
  }

  /** The list ends where the screen ends, or the keyboard of a phone begins. */
  function open() {
    panel.classList.add("open");
    var screen = self.visualViewport ? visualViewport.height : innerHeight;
    var room = screen - panel.getBoundingClientRect().top - 8;
    panel.style.maxHeight = Math.max(room, 180) + "px";
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(rows.length > 0));
  }

  function close() {
    panel.classList.remove("open");
    list.hidden = true;
    pending = null;
    going = false;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    activate(-1, false);
  }

  function say(words) {
    status.textContent = words;
    open();
  }

  /** Make a row the one that Enter opens, and bring it into sight. */
  function activate(index, byKey) {
    if (rows[active]) rows[active].setAttribute("aria-selected", "false");
    active = index;
    moved = byKey;
    if (!rows[active]) return input.removeAttribute("aria-activedescendant");
    var row = rows[active];
    row.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", row.id);
    var bottom = row.offsetTop + row.offsetHeight;
    if (!active) panel.scrollTop = 0;
    else if (row.offsetTop < panel.scrollTop) panel.scrollTop = row.offsetTop;
    else if (bottom > panel.scrollTop + panel.clientHeight) panel.scrollTop = bottom - panel.clientHeight;
  }

  function addRow(address, className) {
    var row = found.make("a", className);
    row.href = address;
    row.id = "tw-row-" + rows.length;
    row.tabIndex = -1;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.addEventListener("click", close);
    list.appendChild(row);
    rows.push(row);
    return row;
  }

  function addItem(item) {
    var row = addRow(tiaowen.root + item.href, "");
    found.addName(row, item);
    row.append(" ", found.badge(item.timeline));
    if (item.path) row.appendChild(found.make("small", "", item.path));
    found.addText(row, "span", item);
  }

  /** The law or article that the text names, first, with its text; of several laws none is chosen for the reader. */
  function addJump(jump) {
    if (jump.href) addItem(jump);
    (jump.choices || []).forEach(addItem);
  }

  function answer(result, query) {
    var jump = result.jump;
    var ready = going;
    // Beside a citation, what only has pieces of it is noise.
    var items = result.items.filter(function (item) {
      return !jump || (item.href !== jump.href && !found.isLoose(item));
    });
    empty();
    answered = query;
    if (jump) addJump(jump);
    items.forEach(addItem);
    if (result.items.length) addRow(found.page(query), "all").textContent = "查看全部 " + found.counted(result);
    say(wordsOf(result, items));
    // A citation that leads nowhere, or to several laws, is not followed unseen.
    activate(rows.length && !(jump && /^(?:missing|choice)$/.test(jump.kind)) ? 0 : -1, false);
    if (ready) go();
  }

  function empty() {
    rows = [];
    list.textContent = "";
    panel.scrollTop = 0;
    pending = null;
    going = false;
    activate(-1, false);
  }

  /** What is said of the answer, of which `items` are in the list. */
  function wordsOf(result, items) {
    var jump = result.jump;
    if (!rows.length && !result.done) return "最先看的几百处里没有。按回车键，在检索页继续查找。";
    if (!rows.length) return ["没有找到。"].concat(result.advice || []).join("");
    if (jump && /^(?:missing|choice)$/.test(jump.kind)) return jump.note;
    if (!items.length) return "按回车键打开。";
    if (found.isLoose(items[0])) return "没有原样的这些文字，以下含有其中的词语。";
    return found.counted(result) + "，上下键选择，回车键打开。";
  }

  function ask() {
    var query = input.value.trim();
    last = input.value;
    if (query && query === pending) return;
    if (!query) return close();
    var stale = false;
    // A search that was once given up may lack anything, though the same is asked again.
    function isStale() {
      stale = stale || query !== pending;
      return stale;
    }
    going = false;
    pending = query;
    if (!isOpen() || !rows.length) say("正在检索…");
    tiaowen
      .engine()
      .then(function (engine) {
        if (isStale()) return null;
        return engine.search(query, { limit: ROWS, stale: isStale, hasty: true }).then(function (result) {
          if (!isStale()) answer(result, query);
        });
      })
      .catch(function (error) {
        if (!isStale()) fail(error);
      });
  }

  function fail(error) {
    empty();
    answered = null;
    say("检索没有成功：" + error.message);
  }

  /** Open the chosen row, else the result page. */
  function go() {
    var row = rows[active];
    close();
    if (!row) return form.submit();
    input.blur();
    location.href = row.href;
  }

  /**
   * Enter: at once where the rows are those of the text, else when they come. A list that was closed is not
   * asked for any more, and the form leads to the result page.
   */
  function enter(event) {
    var query = input.value.trim();
    if (!query || (query === answered && !isOpen())) return;
    event.preventDefault();
    if (query === answered) return go();
    ask();
    going = true;
  }

  function move(step) {
    if (!isOpen() && input.value.trim() !== answered) return ask();
    if (!rows.length) return;
    if (!isOpen()) open();
    var next = active + step;
    activate(next < 0 ? rows.length - 1 : next % rows.length, true);
  }

  var KEYS = {
    ArrowDown: function () {
      move(1);
      return true;
    },
    ArrowUp: function (event) {
      if (event.altKey) close();
      else move(-1);
      return true;
    },
    Home: function () {
      if (moved) activate(0, true);
      return moved;
    },
    End: function () {
      if (moved) activate(rows.length - 1, true);
      return moved;
    },
    Escape: function () {
      var was = isOpen();
      close();
      return was;
    },
  };

  function press(event) {
    // 229: a key that belongs to an input method; some say no more than that.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") return enter(event);
    var act = KEYS[event.key];
    if (act && act(event)) event.preventDefault();
    else if (event.key !== "Shift") moved = false;
  }

  list.id = "tw-rows";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "检索结果");
  status.setAttribute("role", "status");
  panel.append(status, list);
  form.appendChild(panel);
  input.setAttribute("role", "combobox");
  input.setAttribute("autocomplete", "off");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("keydown", press);
  // The focus stays in the box when the list is clicked or scrolled.
  panel.addEventListener("mousedown", function (event) {
    event.preventDefault();
  });
  // A phone that puts its keyboard away takes the focus, too; the list stays.
  input.addEventListener("blur", function (event) {
    if (event.relatedTarget) close();
  });
  document.addEventListener("mousedown", function (event) {
    if (!form.contains(event.target)) close();
  });
  found.typed(
    input,
    function () {
      return last;
    },
    ask
  );
  going = entered;
};
