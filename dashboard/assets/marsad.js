// What the dashboard does in the browser by itself; everything else is in the address.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.marsad = {
  // A click on a mark of a chart leads to the articles behind it: the mark carries their address, or, on the map, the
  // id of its article, which the figure's meta makes an address of.
  follow: function (clicks, figures) {
    const place = (clicks || []).findIndex((value) => window.dash_clientside.callback_context.triggered.some((t) => t.value && t.value === value));
    const hit = window.dash_clientside.callback_context.triggered.find((t) => t.value && t.value.points);
    const data = hit && hit.value.points.length ? hit.value.points[0].customdata : null;
    const href = Array.isArray(data) ? data[0] : data;
    const meta = place >= 0 && figures && figures[place] && figures[place].layout && figures[place].layout.meta;
    if (meta && typeof href === "string" && /^[0-9a-f]+$/.test(href)) return meta.articles + href + "?" + meta.query;
    return typeof href === "string" && href.startsWith("/articles?") ? href : window.dash_clientside.no_update;
  },
  // The words that moved a tone come into view once they are asked for.
  reveal: function () {
    window.setTimeout(() => {
      const panel = document.getElementById("reader-why");
      if (panel) panel.scrollIntoView({ block: "nearest" });
    });
    return window.dash_clientside.no_update;
  },
  // The document takes the language, direction, colours and title of the view.
  dress: function (view) {
    if (view) {
      const root = document.documentElement;
      root.lang = view.lang;
      root.dir = view.dir;
      root.dataset.mantineColorScheme = view.scheme;
      document.title = view.title;
    }
    return window.dash_clientside.no_update;
  },
};

// A mention, or the mark behind a sentence, asks for the words that moved its tone: the address says whose.
(function () {
  const ask = function (event) {
    const hit = event.target instanceof Element && event.target.closest("[data-tone]");
    const isKey = event.type === "keydown";
    if (!hit || (isKey && (hit.tagName === "BUTTON" || (event.key !== "Enter" && event.key !== " ")))) return;
    if (isKey) event.preventDefault();
    const query = new URLSearchParams(window.location.search);
    query.delete("why");
    if (hit.dataset.tone) query.append("why", hit.dataset.tone);
    window.dash_clientside.set_props("shell-url", { href: window.location.pathname + "?" + query });
  };
  document.addEventListener("click", ask);
  document.addEventListener("keydown", ask);
})();

// Cells of tables. React writes text as text, so words of the corpus never become HTML.
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
(function (cells) {
  const make = (...parts) => window.React.createElement(...parts);
  const badge = (text) => (text ? make("span", { className: "badge sample" }, text) : null);
  cells.MarsadLink = function (props) {
    if (!props.data) return make("span", { className: "waiting" }, "…");
    const own = props.data[props.colDef.field + "_href"]; // a second link of the row, beside that of its name
    const href = own || props.data.href;
    const go = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      window.dash_clientside.set_props("shell-url", { href: href });
    };
    const link = make("a", { href: href, onClick: go, dir: "auto", title: props.value }, props.value);
    const kind = props.data.is_copy ? "cell copy" : "cell"; // a copy stands under the article counted for its story
    return make("span", { className: kind }, link, own ? null : badge(props.data.badge));
  };
  cells.MarsadText = function (props) {
    return props.data ? make("span", null, props.data[props.colDef.field + "_text"]) : null;
  };
  // A command to be copied into a terminal; where the browser refuses, it is shown to be selected by hand.
  cells.MarsadCopy = function (props) {
    if (!props.data || !props.value) return null;
    const copy = (event) => {
      const button = event.currentTarget;
      const shown = () => (button.textContent = props.value);
      if (!navigator.clipboard) return shown();
      navigator.clipboard.writeText(props.value).then(() => (button.textContent = props.data.done_text), shown);
    };
    return make("button", { className: "copy", onClick: copy, title: props.value, type: "button" }, props.data[props.colDef.field + "_text"]);
  };
  cells.MarsadTone = function (props) {
    return props.data ? make("span", { className: "tone " + props.data.tone_label }, props.data.tone_text) : null;
  };
})(window.dashAgGridComponentFunctions);
