/* What the page does by itself. Everything shown comes from the server. */
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const show = (element, on) => { if (element) element.hidden = !on; };

  // Pages before the chat: a second click must not send a form twice.
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("hx-post")) return;
    if (event.target.id === "leave") sessionStorage.removeItem("draft");
    setTimeout(() => event.target.querySelectorAll("button").forEach((b) => { b.disabled = true; }));
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  if (!$("log")) return;

  const log = $("log"), scroll = $("scroll"), stream = $("stream"), composer = $("composer");
  const text = $("text"), notice = $("notice"), photo = $("photo"), photos = $("photos");

  // --- the log -----------------------------------------------------------------------------
  const toBottom = () => { // or to the top of a message that is longer than the screen
    const last = log.lastElementChild;
    scroll.scrollTop = last && last.offsetHeight > scroll.clientHeight ? last.offsetTop - 8 : scroll.scrollHeight;
  };

  const settle = () => { // only the newest turn's buttons are live; it says what keyboard helps
    const turns = [...log.querySelectorAll("[data-turn]")];
    const live = turns.reduce((a, b) => (a && +a.dataset.id > +b.dataset.id ? a : b), null);
    for (const turn of turns) {
      const fields = turn.querySelector("fieldset");
      if (fields) fields.disabled = turn !== live;
    }
    const asks = live ? live.dataset.asks : "";
    composer.dataset.asks = asks;
    const mode = { number: "numeric", contact: "tel" }[asks];
    if (mode) text.setAttribute("inputmode", mode); else text.removeAttribute("inputmode");
    show($("here"), asks === "location" && "geolocation" in navigator);
    // Where a photo is wanted the phone offers its camera; documents only where they may be.
    photo.accept = asks === "file" || asks === "" ? photo.dataset.files : "image/*";
  };

  // A fragment whose element is on the page already takes its place: a message that updates
  // another one, or one that is sent again after a cut.
  let updated = null, tapped = null;
  htmx.defineExtension("in-place", {
    transformResponse: (html) => {
      const id = /^\s*<div id="(m\d+)"/.exec(html);
      updated = id && $(id[1]) ? id[1] : null;
      return updated ? html.replace(id[0], id[0] + ' hx-swap-oob="true"') : html;
    },
  });

  document.body.addEventListener("htmx:sseMessage", (event) => {
    // Reconnecting from scratch (not by the browser itself) goes on from here.
    stream.setAttribute("sse-connect", "/chat/events?after=" + event.detail.lastEventId);
    $("pending").replaceChildren();
    document.querySelectorAll(".sending").forEach((one) => one.classList.remove("sending"));
    show($("dots"), /class="bubble mine"/.test(event.detail.data));
    settle();
    if (!updated) return toBottom();
    const again = tapped && $(updated).querySelector(`button[value="${tapped}"]`);
    if (again) again.focus({ preventScroll: true }); // a list is ticked on by keyboard
    return undefined;
  });
  log.addEventListener("load", toBottom, true); // photos grow when they arrive

  // --- the connection ------------------------------------------------------------------------
  let seen = Date.now(), late;
  document.body.addEventListener("htmx:sseOpen", (event) => {
    const alive = () => { seen = Date.now(); };
    alive();
    clearTimeout(late);
    late = undefined;
    show($("offline"), false);
    for (const name of ["alive", "message"]) event.detail.source.addEventListener(name, alive);
  });
  document.body.addEventListener("htmx:sseError", () => {
    late = late || setTimeout(() => show($("offline"), true), 800);
  });
  document.body.addEventListener("htmx:sseClose", (event) => {
    if (event.detail.type === "message") location.assign("/"); // no longer let in
  });
  const revive = () => { // a phone that slept may hold a dead connection that says nothing
    if (document.hidden || Date.now() - seen < 45000) return;
    show($("offline"), true);
    fetch("/healthz", { cache: "no-store" }).then((r) => { if (r.ok) location.reload(); }).catch(() => {});
  };
  setInterval(revive, 5000);
  document.addEventListener("visibilitychange", revive);

  // --- sending --------------------------------------------------------------------------------
  const fit = () => { text.style.height = "auto"; text.style.height = text.scrollHeight + 3 + "px"; };
  const keep = () => { sessionStorage.setItem("draft", text.value); fit(); };
  let sent = "";
  const byThumb = matchMedia("(hover: none) and (pointer: coarse)").matches;
  if (byThumb) text.enterKeyHint = "enter";

  text.value = text.value || sessionStorage.getItem("draft") || "";
  text.addEventListener("input", keep);
  text.addEventListener("keydown", (event) => {
    // Vietnamese is typed through input methods: Enter may only end a composition.
    // On a phone there is no Shift+Enter: there a new line is a new line, and Send sends.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.altKey || byThumb) return;
    event.preventDefault();
    composer.requestSubmit();
  });

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (form === composer) {
      if (!text.value.trim() || composer.classList.contains("busy")) return event.preventDefault();
      sent = text.value;
      const bubble = document.createElement("div"), words = document.createElement("p");
      bubble.className = "bubble mine";
      words.className = "body text";
      words.textContent = sent.trim();
      bubble.append(words);
      $("pending").replaceChildren(bubble);
    } else if (form === photos) {
      if (!photo.files.length || photos.classList.contains("busy")) return event.preventDefault();
      show($("progress"), true);
      photos.querySelectorAll("button").forEach((b) => { b.disabled = true; });
    } else if (form.matches(".choices")) {
      const button = event.detail.requestConfig.triggeringEvent?.submitter;
      if (button) button.classList.add("tapped");
      tapped = button ? button.value : null;
      form.classList.add("sending");
      form.querySelector("fieldset").disabled = true;
    } else return undefined;
    form.classList.add("busy");
    show(notice, false);
    show($("dots"), form !== photos);
    if (form === composer) toBottom();
    return undefined;
  });

  document.body.addEventListener("htmx:xhr:progress", (event) => {
    if (event.detail.lengthComputable && event.detail.elt === photos) {
      $("progress").value = (100 * event.detail.loaded) / event.detail.total;
    }
  });

  const failed = (form, status) => {
    if (status === 403) return location.reload();
    $("pending").replaceChildren();
    show($("dots"), false);
    notice.textContent = status === 413 ? notice.dataset.large : notice.dataset.failed;
    show(notice, true);
    if (form.matches(".choices")) {
      form.classList.remove("sending");
      settle();
    }
    return undefined;
  };

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    form.classList.remove("busy");
    if (form === photos) {
      show($("progress"), false);
      photos.querySelectorAll("button").forEach((b) => { b.disabled = false; });
    }
    if (!event.detail.successful) return failed(form, event.detail.xhr.status);
    if (form === composer) { // what was typed meanwhile stays
      text.value = text.value.startsWith(sent) ? text.value.slice(sent.length).trimStart() : text.value;
      keep();
    }
    if (form === photos) photos.reset();
    return undefined;
  });

  // --- photos: a camera's twelve megapixels would take minutes on a poor signal ------------------
  const LONGEST = 2560, SMALL = 1000000; // the server keeps no more pixels than that
  const shrink = async (file) => {
    if (file.size <= SMALL || !file.type.startsWith("image/")) return file;
    try {
      const image = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      image.close();
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob && blob.size < file.size ? new File([blob], file.name, { type: "image/jpeg" }) : file;
    } catch { return file; } // what it is the server will see
  };
  const choose = async () => {
    const chosen = new DataTransfer();
    for (const file of photo.files) chosen.items.add(await shrink(file));
    photo.files = chosen.files;
    preview();
  };

  const preview = () => {
    const files = [...photo.files];
    $("thumbs").querySelectorAll("img").forEach((img) => URL.revokeObjectURL(img.src));
    $("thumbs").replaceChildren(...files.slice(0, 5).map((file) => {
      if (!file.type.startsWith("image/")) {
        const name = document.createElement("span");
        name.textContent = file.name;
        return name;
      }
      const img = document.createElement("img");
      img.src = URL.createObjectURL(file);
      img.alt = file.name;
      return img;
    }));
    show($("preview"), files.length > 0);
    composer.classList.toggle("picking", files.length > 0);
    notice.textContent = notice.dataset.many;
    show(notice, files.length > 5);
    if (files.length) photos.querySelector(".primary").focus();
    toBottom();
  };
  photo.addEventListener("change", choose);
  photos.addEventListener("reset", () => setTimeout(preview));

  // --- where the person is: said as words, for anybody can type them, too ------------------------
  $("here").addEventListener("click", () => {
    const here = $("here");
    here.disabled = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      here.disabled = false;
      text.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
      composer.requestSubmit();
    }, () => {
      here.disabled = false;
      notice.textContent = notice.dataset.nowhere;
      show(notice, true);
    }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
  });

  settle();
  fit();
  toBottom();
})();
