package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleBundleTest {
    private static ModuleBundle bundle(Map<String, String> sources) {
        return new ModuleBundle("main.js", sources::get);
    }

    @Test
    void callsEachModuleOnceAfterThoseThatItImports() {
        ModuleBundle bundle = bundle(Map.of(
                "main.js",
                        "import { view } from \"./views/a-view.js\";\nimport { one } from \"./util/one.js\";\nview(one);\n",
                "views/a-view.js",
                        "import {\n  one as first,\n  two,\n} from \"../util/one.js\";\n\nexport function view() {}\n",
                "util/one.js", "export const one = 1;\nexport async function two() {}\nexport class Three {}\n"));

        assertThat(bundle.names()).containsExactly("util/one.js", "views/a-view.js", "main.js");
        assertThat(bundle.script()).isEqualTo("""
                // util/one.js
                const module$util$one_js = (() => {
                const one = 1;
                async function two() {}
                class Three {}
                return {one, two, Three, };
                })();
                // views/a-view.js
                const module$views$a_view_js = (() => {
                const {
                  one: first,
                  two,
                } = module$util$one_js;

                function view() {}
                return {view, };
                })();
                // main.js
                const module$main_js = (() => {
                const { view } = module$views$a_view_js;
                const { one } = module$util$one_js;
                view(one);
                })();
                """);
    }

    @Test
    void readsTheExportsOfShortenedLibraries() {
        assertThat(bundle(Map.of("main.js", "var a,M;export{a as h,M as render,b};\n"))
                        .script())
                .contains("var a,M;\nreturn {h: a,render: M,b};\n");
    }

    @Test
    void rejectsModulesThatImportEachOther() {
        assertThatThrownBy(() -> bundle(Map.of(
                        "main.js", "import { a } from \"./a.js\";\nexport const b = 1;\n",
                        "a.js", "import { b } from \"./main.js\";\nexport const a = 1;\n")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in a circle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import a from \"./a.js\";",
                "import * as a from \"./a.js\";",
                "export let a = 1;",
                "export default 1;",
                "export * from \"./a.js\";",
                "x = () => import(\"./a.js\");",
                "x = import.meta.url;"
            })
    void rejectsWhatItWouldChange(String line) {
        assertThatThrownBy(() -> bundle(Map.of("main.js", line + "\n")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("main.js")
                .hasMessageContaining(line.substring(line.indexOf("import") > 0 ? line.indexOf("import") : 0));
    }
}
