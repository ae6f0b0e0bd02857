import org.junit.jupiter.api.Test;

class EmptyClass {
    @Test
    void test() {}
}
