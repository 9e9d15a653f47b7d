"use strict";
/* Elements and text are made one by one; nothing here ever reads text as markup. */
(async () => {
  const NAMES = { 3: "Error", 2: "Warning", 1: "Suggestion" };
  const CLASSES = { 3: "error", 2: "warning", 1: "info" };
  const PAGE = 200;
  const PRINTED = 2000;

  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key === "class") element.className = value;
      else if (key in element) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };
  const draw = (name, properties, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const prose = (text) => text.split("`").map((piece, index) => (index % 2 ? make("code", {}, piece) : piece));
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  const two = (number) => String(number).padStart(2, "0");
  const clock = (ms, exact) => {
    const all = Math.floor(Math.max(0, ms) / 1000);
    const shown = `${two(Math.floor(all / 3600))}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
    return exact ? `${shown}.${String(Math.max(0, ms) % 1000).padStart(3, "0")}` : shown;
  };

  const unpack = async (element) => {
    if (element.type === "application/json") return JSON.parse(element.textContent);
    const bytes = Uint8Array.from(atob(element.textContent), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).json();
  };

  const main = document.getElementById("findings");
  let data;
  try {
    data = await unpack(document.getElementById("data"));
  } catch (error) {
    main.append(make("p", {}, "This browser is too old to unpack the findings of so large a report."));
    return;
  }

  const files = data.files.map((file) => ({
    ...file,
    findings: file.findings.map((record) => {
      const [code, severity, fails, line, column, cue, start, end, message, fix, safe, related, before, after, text] = record;
      const [name, why, url] = data.codes[code];
      const words = [name, message, fix, text, (before ?? []).join(""), (after ?? []).join("")].join("\n").toLowerCase();
      return { code, name, why, url, severity, fails, line, column, cue, start, end, message, fix, safe, related, before, after, text, words };
    }),
  }));
  const total = files.reduce((sum, file) => sum + file.findings.length, 0);

  const side = (label, parts, wrap, language) => {
    const [before, place, after] = parts;
    const shown = make("pre", { dir: "auto" }, before, make(wrap, {}, place), after);
    if (/^[a-z]{2}(-[A-Za-z0-9]{2,8})*$/.test(language)) shown.lang = language;
    return make("div", { class: "side" }, make("b", {}, label), shown);
  };

  const showFinding = (file, finding) => {
    const place = [make("span", { class: "place" }, `line ${finding.line}, column ${finding.column}`)];
    if (finding.cue) place.push(make("span", {}, `cue ${finding.cue}`));
    if (finding.start !== null && finding.end !== null) {
      place.push(make("span", {}, `${clock(finding.start, true)} to ${clock(finding.end, true)}`));
    }
    const name = make("code", {}, finding.name);
    place.push(finding.url ? make("a", { href: finding.url, rel: "noreferrer" }, name) : name);
    const item = make(
      "li",
      { class: `finding ${CLASSES[finding.severity]}${finding.fails ? " fails" : ""}` },
      make("h4", {}, make("span", { class: "badge" }, NAMES[finding.severity]), finding.fails ? " (fails the check)" : "", `: ${finding.message}`),
      make("div", { class: "meta" }, ...place),
    );
    const sides = make("div", { class: "sides" });
    if (finding.before) sides.append(side("In the file", finding.before, "mark", file.language));
    if (finding.after) sides.append(side(finding.safe ? "Mended" : "Proposed", finding.after, "ins", file.language));
    if (finding.text) sides.append(side("The cue reads", [finding.text, "", ""], "span", file.language));
    if (sides.childElementCount) item.append(sides);
    if (finding.fix) item.append(make("p", {}, `How to mend it: ${finding.fix}${finding.safe ? "" : " (look at the result)"}`));
    for (const other of finding.related) item.append(make("p", { class: "quiet" }, `See also ${other}`));
    if (finding.why) item.append(make("p", { class: "why" }, "Why it matters: ", ...prose(finding.why), "."));
    return item;
  };

  const WIDTH = 1000;
  const HEIGHT = 100;
  const LANES = 24;
  const showTimeline = (file) => {
    const timed = file.findings.filter((finding) => finding.start !== null);
    const end = Math.max(file.duration, ...timed.slice(0, file.duration ? 0 : 10000).map((finding) => finding.end ?? finding.start), 1);
    if (!file.curve.length && !timed.length) return null;
    const fastest = Math.max(0, ...file.curve) / 10;
    const top = Math.max(30, Math.min(60, Math.ceil(fastest / 10) * 10));
    const height = HEIGHT - LANES;
    const picture = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" });
    for (let speed = 10; speed < top; speed += 10) {
      const y = height - (height * speed) / top;
      picture.append(draw("line", { class: "grid", x1: 0, x2: WIDTH, y1: y, y2: y }));
    }
    const step = WIDTH / Math.max(1, file.curve.length);
    let path = `M0 ${height}`;
    file.curve.forEach((speed, index) => {
      const y = (height - (height * Math.min(speed / 10, top)) / top).toFixed(1);
      path += `L${(index * step).toFixed(1)} ${y}H${((index + 1) * step).toFixed(1)}`;
    });
    if (file.curve.length) picture.append(draw("path", { class: "area", d: `${path}L${WIDTH} ${height}Z` }));
    const taken = new Set();
    for (const finding of timed) {
      const x = Math.min(WIDTH - 4, Math.round((WIDTH * finding.start) / end / 4) * 4);
      const lane = 3 - finding.severity;
      if (x < 0 || taken.has(`${x}/${lane}`)) continue;
      taken.add(`${x}/${lane}`);
      picture.append(draw("rect", { class: `tick-${finding.severity}`, x, y: height + 2 + lane * 7.3, width: 4, height: 6 }));
    }
    const by = [3, 2, 1].map((severity) => [severity, timed.filter((finding) => finding.severity === severity).length]);
    const marks = by.filter(([, number]) => number).map(([severity, number]) => count(number, NAMES[severity].toLowerCase())).join(", ");
    const lines = file.curve.length ? `; a line at every 10, up to ${top}` : "";
    const unit = file.speeds?.[2] ? "full-width characters" : "characters";
    const speeds = file.speeds ? `Reading speed in ${unit} a second: median ${file.speeds[0] / 10}, fastest ${file.speeds[1] / 10}${lines}.` : "";
    const caption = `${speeds} Marks below: ${marks || "none"}.`.trim();
    picture.setAttribute("aria-label", `Timeline of ${file.path}, ${clock(end)} long. ${caption}`);
    // Whole seconds are too coarse for the middle of a few of them.
    const times = [0, Math.round(end / 2), end].map((ms) => make("span", {}, clock(ms, end < 60000)));
    return make(
      "figure",
      {},
      picture,
      make("div", { class: "axis", "aria-hidden": "true" }, ...times),
      make("figcaption", {}, caption),
    );
  };

  const select = (id, label, options) => {
    const box = make("select", { id }, make("option", { value: "" }, "all"), ...options.map(([value, text]) => make("option", { value }, text)));
    return [make("div", {}, make("label", { htmlFor: id }, label), box), box];
  };
  const check = (id, label, checked) => {
    const box = make("input", { type: "checkbox", id, defaultChecked: checked });
    return [make("label", { htmlFor: id }, box, ` ${label}`), box];
  };

  const withFindings = files.filter((file) => file.findings.length || file.more);
  const [fileLabel, fileBox] = select("filter-file", "File", withFindings.map((file, index) => [String(index), `${file.path} (${file.findings.length + file.more})`]));
  const usual = [...new Set(withFindings.flatMap((file) => file.findings.map((finding) => finding.code)))];
  usual.sort((one, other) => (data.codes[one][0] < data.codes[other][0] ? -1 : 1));
  const [codeLabel, codeBox] = select("filter-code", "Kind", usual.map((code) => [String(code), data.codes[code][0]]));
  const textBox = make("input", { type: "search", id: "filter-text", autocomplete: "off" });
  const levels = [3, 2, 1].map((severity) => [severity, ...check(`filter-${CLASSES[severity]}`, `${NAMES[severity]}s`, true)]);
  const [failsLabel, failsBox] = check("filter-fails", "only what fails the check", false);
  const form = make(
    "form",
    { class: "filter", role: "search", "aria-label": "Filter the findings" },
    fileLabel,
    codeLabel,
    make("div", {}, make("label", { htmlFor: "filter-text" }, "Text"), textBox),
    make("fieldset", {}, make("legend", {}, "Show"), ...levels.map(([, label]) => label), failsLabel, make("button", { type: "reset" }, "Show everything")),
  );
  const status = make("p", { role: "status" });
  const list = make("div");
  const more = make("button", { type: "button", class: "more" });
  const buttons = [...document.querySelectorAll("button[data-code]")];
  let limit = PAGE;

  const chosen = () => {
    const text = textBox.value.trim().toLowerCase();
    const shown = new Set(levels.filter(([, , box]) => box.checked).map(([severity]) => severity));
    const wanted = (file, finding) =>
      shown.has(finding.severity) &&
      (!failsBox.checked || finding.fails) &&
      (codeBox.value === "" || finding.code === Number(codeBox.value)) &&
      (text === "" || finding.words.includes(text) || file.path.toLowerCase().includes(text));
    return withFindings
      .map((file, index) => [file, fileBox.value === "" || index === Number(fileBox.value) ? file.findings.filter((finding) => wanted(file, finding)) : []])
      .filter(([file, findings]) => findings.length || (file.more && file === withFindings[Number(fileBox.value || NaN)]));
  };

  const show = () => {
    const found = chosen();
    const number = found.reduce((sum, [, findings]) => sum + findings.length, 0);
    let room = limit;
    const sections = [];
    for (const [file, findings] of found) {
      if (room <= 0) break;
      const facts = [file.format, file.judgedBy, file.language && `language ${file.language}`, count(file.cues, "cue")];
      sections.push(
        make(
          "section",
          { class: "file" },
          make("h3", {}, file.path),
          make("p", { class: "quiet" }, facts.filter(Boolean).join(", ")),
          showTimeline(file) ?? "",
          make("ol", { class: "findings" }, ...findings.slice(0, room).map((finding) => showFinding(file, finding))),
          file.more ? make("p", { class: "quiet" }, `${count(file.more, "more finding")} of this file, which matter less, are not in this page.`) : "",
        ),
      );
      room -= findings.length;
    }
    list.replaceChildren(...sections);
    const visible = Math.min(limit, number);
    status.textContent = number === 0
      ? (total ? "No finding is as chosen." : "Nothing was found.")
      : `${visible < number ? `The first ${visible.toLocaleString("en")} of ` : ""}${count(number, "finding")} in ${count(found.length, "file")}${number < total ? `, of ${total.toLocaleString("en")} in all` : ""}.`;
    more.hidden = visible >= number;
    more.textContent = `Show ${Math.min(PAGE, number - visible)} more`;
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(codeBox.value !== "" && data.codes[Number(codeBox.value)][0] === button.dataset.code));
    }
  };
  const refresh = () => {
    limit = PAGE;
    show();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", refresh);
  form.addEventListener("reset", () => setTimeout(refresh));
  let waiting;
  textBox.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 150);
  });
  more.addEventListener("click", () => {
    const before = list.querySelectorAll(".finding").length;
    limit += PAGE;
    show();
    const next = list.querySelectorAll(".finding")[before];
    if (next) {
      next.tabIndex = -1;
      next.focus();
    }
  });
  for (const button of buttons) {
    const code = data.codes.findIndex(([name]) => name === button.dataset.code);
    if (!usual.includes(code)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      codeBox.value = button.getAttribute("aria-pressed") === "true" ? "" : String(code);
      refresh();
      if (codeBox.value !== "") main.scrollIntoView();
    });
  }
  window.addEventListener("beforeprint", () => {
    if (limit < PRINTED) {
      limit = PRINTED;
      show();
    }
  });

  main.append(...(withFindings.length ? [form] : []), status, list, more);
  const clean = files.length - withFindings.length;
  if (clean || data.leftOut) {
    const rest = data.leftOut ? `, and ${count(data.leftOut, "file")} that this page does not list` : "";
    main.append(
      make(
        "details",
        {},
        make("summary", {}, `${count(clean, "file")} without findings${rest}`),
        make("ul", {}, ...files.filter((file) => !withFindings.includes(file)).map((file) => make("li", {}, `${file.path} (${count(file.cues, "cue")})`))),
      ),
    );
  }
  show();
})();
