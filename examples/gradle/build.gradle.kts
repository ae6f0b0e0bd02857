// Not tried by the build of smtp-fake, because it has no Gradle.
plugins {
    java
}

repositories {
    mavenCentral()
    mavenLocal()
}

dependencies {
    implementation("org.eclipse.angus:angus-mail:2.0.5")
    testImplementation(platform("io.github.smtpfake:smtp-fake-bom:0.1.0-SNAPSHOT"))
    testImplementation("io.github.smtpfake:smtp-fake-junit5")
    testImplementation("org.junit.jupiter:junit-jupiter:5.14.4")
    testImplementation("org.assertj:assertj-core:3.27.7")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

tasks.test {
    useJUnitPlatform()
}
