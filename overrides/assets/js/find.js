// The search box: "/" leads to it, and the search itself is loaded when it is first wanted. Without this
// script the box is a form that leads to search.html. Needs lead.js.
(function () {
  "use strict";
  var asked = {};
  var opening = null;

  /** Put an element into the head, once; resolves when the browser has loaded what it names. */
  function load(kind, address, properties) {
    var name = kind + " " + address;
    if (asked[name]) return asked[name];
    asked[name] = new Promise(function (resolve, reject) {
      var element = document.createElement(kind);
      element.onload = resolve;
      element.onerror = function () {
        // The next call tries again.
        delete asked[name];
        element.remove();
        reject(new Error(address + " 没有载入"));
      };
      element[kind === "script" ? "src" : "href"] = tiaowen.root + address;
      document.head.appendChild(Object.assign(element, properties));
    });
    return asked[name];
  }

  /** Load scripts of assets/js, all at once; they run in the order in which they were first named. */
  function scripts(names) {
    return Promise.all(
      names.map(function (name) {
        return load("script", "assets/js/" + name + ".js", { async: false });
      })
    );
  }

  function sheet(name) {
    return load("link", "assets/css/" + name + ".css", { rel: "stylesheet" });
  }

  /** Ask for a script that another will load, so that it is there by then. */
  function soon(address) {
    load("link", address, { rel: "preload", as: "script" }).catch(Boolean);
  }

  /** The search engine, opened once; after a failure the next call tries again. */
  function engine() {
    if (opening) return opening;
    soon("search/directory.js");
    // The build makes one file of the scripts in search/ (build_tools/pages/scriptfiles.py).
    opening = scripts(["search"]).then(function () {
      var opened = twSearch.engine.open(twSearch.engine.browserLoader(tiaowen.root));
      return opened.ready().then(function () {
        return opened;
      });
    });
    opening.catch(function () {
      opening = null;
    });
    return opening;
  }

  tiaowen.scripts = scripts;
  tiaowen.sheet = sheet;
  tiaowen.soon = soon;
  tiaowen.engine = engine;

  var form = document.querySelector("form[role=search]");
  var input = form.querySelector("input");
  input.title = "按 / 键到这里";
  input.setAttribute("aria-keyshortcuts", "/");

  /** Whether an input method is at work; box and result page ask, which may come when it has begun. */
  function compose(event) {
    input.composing = event.type === "compositionstart";
  }

  /** Make the form a box with a list. If that cannot be loaded it stays a form, until the next focus. */
  function begin() {
    var entered = false;
    function hold(event) {
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      entered = true;
    }
    function ready() {
      input.removeEventListener("keydown", hold);
    }
    input.removeEventListener("focus", begin);
    input.addEventListener("keydown", hold);
    engine().catch(Boolean);
    Promise.all([scripts(["found", "box"]), sheet("find")]).then(
      function () {
        ready();
        tiaowen.box(form, entered);
      },
      function () {
        ready();
        input.addEventListener("focus", begin);
        if (entered) form.submit();
      }
    );
  }

  input.addEventListener("compositionstart", compose);
  input.addEventListener("compositionend", compose);
  document.addEventListener("keydown", function (event) {
    var at = event.target;
    var typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable;
    if (typing || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // search.html shows its results on the page.
  if (document.getElementById("results")) return;
  input.addEventListener("focus", begin);
  if (document.activeElement === input) begin();
})();
