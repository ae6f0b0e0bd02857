package io.github.smtpfake.rest.testing;

import io.github.smtpfake.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a new profile. Used by one thread at a time. */
public final class Browser implements AutoCloseable {
    private static final List<String> CHROMIUM = List.of("chromium", "google-chrome", "chrome");
    /** Where macOS and Windows have the browser, which is not on the path there. */
    private static final List<Path> INSTALLED = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Program Files/Google/Chrome/Application/chrome.exe"));
    /** Long, for machines that are busy with other tests; a shorter one shows failures sooner while a page is changed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(Integer.getInteger("smtpfake.browser.seconds", 60));
    /** For what the browser does as a whole, on a machine that is busy with other tests. */
    private static final Duration SLOW = Duration.ofMinutes(3);

    private final ChromeDriver driver;
    private final WebDriverWait wait;

    /**
     * Starts a browser.
     *
     * @param arguments additional arguments of Chromium
     */
    public Browser(String... arguments) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow().toString());
        // Chromium refuses its own sandbox to root, as in containers of builds.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-proxy-server",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--window-size=1280,800",
                "--lang=en-GB",
                "--hide-scrollbars");
        options.addArguments(arguments);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en-GB"));
        ChromeDriverService service = ChromeDriverService.createDefaultService();
        service.setExecutable(driverFile().orElseThrow().toString());
        this.driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(SLOW).scriptTimeout(SLOW);
        this.wait = new WebDriverWait(driver, TIMEOUT, Duration.ofMillis(20));
        wait.ignoring(StaleElementReferenceException.class);
    }

    /**
     * Returns the browser of the class that calls this, directly or through a helper, and that has the annotation {@link
     * BrowserTest}: no other class uses it at the same time. It has one empty tab, the default size and no cookies.
     */
    public static Browser shared() {
        return SharedBrowsers.INSTANCE.browserOf(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.isAnnotationPresent(BrowserTest.class))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("Expected a caller with @BrowserTest")));
    }

    /** Prepares the browser for other tests. */
    void reset() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        for (String tab : tabs.subList(1, tabs.size())) {
            driver.switchTo().window(tab).close();
        }
        driver.switchTo().window(tabs.get(0));
        leave();
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    /** Returns why no browser can be started here, or empty if one can. */
    public static Optional<String> missing() {
        if (chromium().isEmpty()) {
            return Optional.of("Chromium is not installed (apt-get install chromium chromium-driver)");
        }
        return driverFile().isPresent()
                ? Optional.empty()
                : Optional.of("chromedriver is not on the path (apt-get install chromium-driver)");
    }

    private static Optional<Path> chromium() {
        return Stream.concat(
                        CHROMIUM.stream().flatMap(name -> Program.find(name).stream()),
                        INSTALLED.stream().filter(Files::isExecutable))
                .findFirst();
    }

    private static Optional<Path> driverFile() {
        return Program.find("chromedriver");
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Opens an address; a page that differs only after the # is loaded again, too. */
    public void open(String url) {
        boolean isShown = page(driver.getCurrentUrl()).equals(page(url));
        driver.get(url);
        if (isShown) {
            reload();
        }
    }

    private static String page(@Nullable String url) {
        return String.valueOf(url).replaceFirst("#.*", "");
    }

    /** Changes what follows the # in the address, as a link does: without loading the page again. */
    public void go(String hash) {
        run("location.hash = arguments[0]", hash);
    }

    /** Opens the page that is shown again. */
    public void reload() {
        driver.navigate().refresh();
    }

    /** Waits until an element that matches the selector is shown, and returns it. */
    public WebElement find(String selector) {
        return waitFor(
                "shows " + selector,
                found -> found.findElements(By.cssSelector(selector)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    /** Waits until an element that matches the selector contains the text, and returns it. */
    public WebElement find(String selector, String text) {
        return waitFor(
                "shows " + selector + " with " + text,
                found -> found.findElements(By.cssSelector(selector)).stream()
                        .filter(element -> element.getText().contains(text))
                        .findFirst()
                        .orElse(null));
    }

    /** Waits until no element matches the selector. */
    public void awaitNone(String selector) {
        waitFor(
                "no longer shows " + selector,
                found -> found.findElements(By.cssSelector(selector)).isEmpty() ? true : null);
    }

    /** Waits until the elements that match the selector have these texts, in this order. */
    public void awaitTexts(String selector, String... texts) {
        waitFor(
                () -> "shows " + selector + " as " + List.of(texts) + ", but " + texts(selector),
                found -> texts(selector).equals(List.of(texts)) ? true : null);
    }

    /** Returns the texts of all elements that match the selector. */
    @SuppressWarnings("unchecked")
    public List<String> texts(String selector) {
        return (List<String>) run(
                "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent.trim())",
                selector);
    }

    /** Waits until the script returns true. */
    public void awaitTrue(String script, Object... arguments) {
        waitFor("has " + script, found -> Boolean.TRUE.equals(run(script, arguments)) ? true : null);
    }

    private <T> T waitFor(String what, Function<ChromeDriver, T> condition) {
        return waitFor(() -> what, condition);
    }

    private <T> T waitFor(Supplier<String> what, Function<ChromeDriver, T> condition) {
        return wait.withMessage(() -> "The page " + what.get()).until(ignored -> condition.apply(driver));
    }

    /** Waits until there is another tab, and returns its handle. */
    public String newTab(String known) {
        return waitFor(
                "opens a tab",
                found -> found.getWindowHandles().stream()
                        .filter(handle -> !handle.equals(known))
                        .findFirst()
                        .orElse(null));
    }

    public void click(String selector) {
        find(selector).click();
    }

    /** Types into whatever has the focus. */
    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(Keys.chord(keys));
    }

    /** Runs a script with the arguments, and returns what it returns. */
    public Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Sets the size of the page in CSS pixels, and whether the system prefers dark colours; the system prefers no motion. */
    public void show(int width, int height, boolean dark) {
        show(width, height, dark, false);
    }

    /**
     * Sets the size of the page and what the system prefers.
     *
     * @param width in CSS pixels
     * @param height in CSS pixels
     */
    public void show(int width, int height, boolean dark, boolean motion) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of(
                                        "name",
                                        "prefers-reduced-motion",
                                        "value",
                                        motion ? "no-preference" : "reduce"))));
    }

    /** Lets pages that are opened from now on run a script first. Returns what {@link #removeFirstScript} needs. */
    public String addFirstScript(String script) {
        return String.valueOf(
                driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                        .get("identifier"));
    }

    public void removeFirstScript(String identifier) {
        driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", identifier));
    }

    /** Waits until an element that matches the selector has the focus. */
    public void awaitFocus(String selector) {
        waitFor(
                () -> "focuses " + selector + ", but " + run("return document.activeElement.outerHTML.slice(0, 300)"),
                found -> Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", selector))
                        ? true
                        : null);
    }

    /** Writes what the page shows as PNG. */
    public void screenshot(Path file) {
        try {
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Leaves the page and forgets what the console has shown. Otherwise, a page whose server has stopped would log errors until the
     * next page is opened.
     */
    public void leave() {
        driver.get("about:blank");
        consoleErrors();
    }

    /** Returns the errors that the console of the browser has shown since the last call. */
    public List<String> consoleErrors() {
        return Stream.of(driver.manage().logs().get("browser").getAll())
                .flatMap(List::stream)
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
