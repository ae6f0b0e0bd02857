import { settings } from "./settings.js";

/** Applies the chosen theme; "auto" leaves it to the system. */
export function startTheme() {
  const apply = ({ theme }) => {
    if (theme === "auto") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
  };
  settings.observe(apply);
  apply(settings.value);
}
