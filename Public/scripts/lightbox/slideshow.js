// The slideshow: the next picture after so many seconds, counted from when this one was there to be seen.
import { announce } from "../announce.js";

export class Slideshow {
  seconds = 0;
  #timer;

  // `next` goes on by one and resolves to whether there was one.
  constructor(section, next, onchange) {
    Object.assign(this, { section, next, onchange });
    this.pace = section.querySelector("[data-pace]");
    this.select = this.pace.querySelector("select");
    this.select.addEventListener("change", () => this.start(Number(this.select.value)));
    document.addEventListener("visibilitychange", this.arm);
  }

  // None of 0 seconds.
  start(seconds) {
    if (!seconds) return;
    localStorage.setItem("slideshow", seconds);
    this.#set(seconds);
    announce(`Slideshow, ${seconds} seconds a picture`);
  }

  stop() {
    this.#set(0);
    announce("The slideshow has ended");
  }

  toggle() { if (this.seconds) this.stop(); else this.start(Number(localStorage.getItem("slideshow")) || 5); }

  #set(seconds) {
    this.seconds = seconds;
    this.arm();
    this.section.classList.toggle("show", seconds > 0);
    this.pace.hidden = !seconds;
    if (seconds && ![...this.select.options].some((option) => option.value === String(seconds))) {
      this.select.add(new Option(`${seconds} s`, seconds));
    }
    if (seconds) this.select.value = seconds;
    const link = this.section.querySelector("[data-show]");
    link.querySelector(".unseen").textContent = seconds ? "Stop the slideshow" : "Start the slideshow";
    const symbol = link.querySelector("use");
    symbol.setAttribute("href", symbol.getAttribute("href").replace(/#.*/, seconds ? "#pause" : "#play"));
    this.onchange();
  }

  // Counts anew; nobody looks at a tab in the background.
  arm = () => {
    clearTimeout(this.#timer);
    if (!this.seconds || document.hidden) return;
    this.#timer = setTimeout(async () => {
      if (!(await this.next()) && this.seconds) this.stop();
    }, this.seconds * 1000);
  };

  end() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.arm);
  }
}
