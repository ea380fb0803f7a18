package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.EngineInfo;
import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.ContainerEngine.Mount;
import io.github.nocobasewizard.engine.ContainerEngine.Port;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EngineJsonTest {
  private static final DockerAddress HERE = DockerAddress.usualPlace("unix:///var/run/docker.sock");

  @Test
  void readsARunningContainer() throws Exception {
    Container container =
        EngineJson.container(
            json(
                """
                {"Id":"0123","Created":"2026-09-01T08:00:00.5Z","Name":"/shop-app-1",
                 "Image":"sha256:aaa","RestartCount":2,"SomethingNew":{"from":"the future"},
                 "State":{"Status":"running","Running":true,"OOMKilled":false,"ExitCode":0,
                  "StartedAt":"2026-09-01T08:00:01Z","FinishedAt":"0001-01-01T00:00:00Z"},
                 "HostConfig":{"Binds":["C:\\\\nocobase\\\\storage:/app/nocobase/storage:rw"],
                  "PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"13000"}]}},
                 "Mounts":[
                  {"Type":"bind","Source":"C:\\\\nocobase\\\\storage",
                   "Destination":"/app/nocobase/storage","Mode":"rw","RW":true},
                  {"Type":"volume","Name":"shop_db","Source":"/var/lib/docker/volumes/shop_db/_data",
                   "Destination":"/var/lib/postgresql/data","RW":false}],
                 "Config":{"Image":"nocobase/nocobase:latest-full","Env":["A=b=c","EMPTY=","ODD"],
                  "Labels":{"com.docker.compose.project":"shop"}},
                 "NetworkSettings":{"Ports":{
                   "80/tcp":[{"HostIp":"0.0.0.0","HostPort":"13000"},
                             {"HostIp":"::","HostPort":"13000"}],
                   "443/tcp":null,"53/udp":[{"HostIp":"0.0.0.0","HostPort":"53"}]},
                  "Networks":{"shop_default":{"IPAddress":"172.18.0.3"}}}}
                """));

    assertThat(container.name()).isEqualTo("shop-app-1");
    assertThat(container.image()).isEqualTo("nocobase/nocobase:latest-full");
    assertThat(container.imageId()).isEqualTo("sha256:aaa");
    assertThat(container.created()).isEqualTo(Instant.parse("2026-09-01T08:00:00.5Z"));
    assertThat(container.running()).isTrue();
    assertThat(container.state().exitCode()).isEmpty();
    assertThat(container.state().restarts()).isEqualTo(2);
    assertThat(container.state().startedAt()).isEqualTo(Instant.parse("2026-09-01T08:00:01Z"));
    assertThat(container.environment()).isEqualTo(Map.of("A", "b=c", "EMPTY", ""));
    assertThat(container.label(Container.PROJECT)).contains("shop");
    assertThat(container.mounts())
        .containsExactly(
            new Mount("bind", "C:\\nocobase\\storage", "/app/nocobase/storage", false),
            new Mount("volume", "shop_db", "/var/lib/postgresql/data", true));
    assertThat(container.ports())
        .containsExactly(new Port("0.0.0.0", 13000, 80), new Port("::", 13000, 80));
    assertThat(container.networks()).isEqualTo(Map.of("shop_default", "172.18.0.3"));
  }

  @Test
  void readsAStoppedContainer() throws Exception {
    Container container =
        EngineJson.container(
            json(
                """
                {"Id":"0123","Created":"2026-09-01T08:00:00Z","Name":"/db","Image":"sha256:aaa",
                 "State":{"Status":"exited","OOMKilled":true,"ExitCode":137,
                  "StartedAt":"2026-09-01T08:00:01Z","FinishedAt":"2026-09-01T09:00:01+02:00"},
                 "HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"13000"}],
                  "81/tcp":[{"HostIp":"127.0.0.1","HostPort":""}]}},
                 "Mounts":null,"Config":{"Image":"postgres:16","Env":null,"Labels":null},
                 "NetworkSettings":{"Ports":{},"Networks":null}}
                """));

    assertThat(container.running()).isFalse();
    assertThat(container.state().exitCode()).isEqualTo(OptionalInt.of(137));
    assertThat(container.state().outOfMemory()).isTrue();
    assertThat(container.ports()).containsExactly(new Port("0.0.0.0", 13000, 80));
    assertThat(container.mounts()).isEmpty();
    assertThat(container.environment()).isEmpty();
    assertThat(container.labels()).isEmpty();
  }

  @Test
  void readsAnImage() throws Exception {
    Image image =
        EngineJson.image(
            json(
                """
                {"Id":"sha256:aaa","RepoTags":["nocobase/nocobase:2.2.15-full"],
                 "RepoDigests":["nocobase/nocobase@sha256:bbb"],"Created":"2026-08-22T00:00:00Z",
                 "Size":985029095,"Architecture":"arm64","Os":"linux"}
                """));

    assertThat(image.tags()).containsExactly("nocobase/nocobase:2.2.15-full");
    assertThat(image.size()).isEqualTo(985_029_095);
    assertThat(image.architecture()).isEqualTo("arm64");
    assertThat(EngineJson.image(json("{\"Id\":\"sha256:x\",\"RepoTags\":null}")).tags()).isEmpty();
  }

  @Test
  void namesDockerDesktopWithItsVersion() throws Exception {
    EngineInfo info =
        EngineJson.info(
            json(
                "{'OperatingSystem':'Docker Desktop','Architecture':'aarch64',"
                    + "'DockerRootDir':'/var/lib/docker'}"),
            json("{'Platform':{'Name':'Docker Desktop 4.52.0 (210994)'},'Version':'29.0.1'}"),
            HERE);

    assertThat(info)
        .isEqualTo(
            new EngineInfo(
                "Docker Desktop 4.52.0",
                "29.0.1",
                "arm64",
                "unix:///var/run/docker.sock",
                "/var/lib/docker",
                true));
  }

  @Test
  void namesOtherEngines() throws Exception {
    assertThat(
            product(
                "{'OperatingSystem':'Ubuntu 24.04'}",
                "{'Platform':{'Name':'Docker Engine - Community'}}"))
        .isEqualTo("Docker Engine");
    assertThat(product("{'OperatingSystem':'Docker Desktop'}", "{}")).isEqualTo("Docker Desktop");
    assertThat(product("{'OperatingSystem':'OrbStack'}", "{}")).isEqualTo("OrbStack");
    assertThat(product("{}", "{'Components':[{'Name':'Podman Engine'}]}")).isEqualTo("Podman");
  }

  @Test
  void namesArchitecturesAsRegistriesDo() {
    assertThat(EngineJson.architecture("x86_64")).isEqualTo("amd64");
    assertThat(EngineJson.architecture("aarch64")).isEqualTo("arm64");
    assertThat(EngineJson.architecture("amd64")).isEqualTo("amd64");
    assertThat(EngineJson.architecture("riscv64")).isEqualTo("riscv64");
  }

  private static String product(String info, String version) throws IOException {
    return EngineJson.info(json(info), json(version), HERE).product();
  }

  private static JsonNode json(String text) throws IOException {
    return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
