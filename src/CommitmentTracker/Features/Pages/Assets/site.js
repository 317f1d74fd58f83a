// Conveniences: every page works without them.
"use strict";

// An address is copied with one press.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}

// A form of filters sends no empty fields, so that its address is short at once.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) field.disabled = field.value === "";
  });
  // Whoever comes back to the page finds the fields as they were.
  window.addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
}

// What takes a while shows that it runs. A form that is sent stays as it is until the answer is there.
for (const form of document.querySelectorAll("form[data-progress]")) {
  const bar = document.getElementById(form.dataset.progress);
  form.addEventListener("submit", () => { bar.hidden = false; });
  window.addEventListener("pageshow", () => { bar.hidden = true; });
}

// A file that is too large is told so before it is sent.
for (const field of document.querySelectorAll("input[data-max]")) {
  field.addEventListener("change", () => {
    const isTooLarge = [...field.files].some((file) => file.size > field.dataset.max);
    field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : "");
    field.reportValidity();
  });
}
