package io.github.nocobasewizard.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseImageTest {
  @TempDir Path folder;

  @Test
  void isTheLineThatNamesNocoBase() throws IOException {
    Path file =
        write(
            """
            # our own plugins
            FROM node:20 AS build
            RUN yarn build
            from --platform=linux/amd64 registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:2.2.0-full AS app
            COPY --from=build /plugins /app/nocobase/storage/plugins
            """);

    assertThat(BaseImage.in(file))
        .contains(
            new BaseImage(
                file, 4, "registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:2.2.0-full"));
  }

  @Test
  void isTheLastStageThatDoes() throws IOException {
    Path file = write("FROM nocobase/nocobase:1.9.0 AS old\nFROM nocobase/nocobase:${VERSION}\n");

    assertThat(BaseImage.in(file)).map(BaseImage::line).contains(2);
  }

  @Test
  void isNotThereInOtherFilesOrWithoutAFile() throws IOException {
    assertThat(BaseImage.in(write("FROM node:20\n# FROM nocobase/nocobase\n"))).isEmpty();
    assertThat(BaseImage.in(folder.resolve("none"))).isEmpty();
    assertThat(BaseImage.in(folder)).isEmpty();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("Dockerfile"), text);
  }
}
