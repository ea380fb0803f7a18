package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LayerProgressTest {
  private final LayerProgress layers = new LayerProgress();

  @Test
  void doesNotTakeTheTagForALayer() throws Exception {
    PullProgress progress = add("{'status':'Pulling from library/postgres','id':'16'}");

    assertThat(progress.layers()).isZero();
    assertThat(layers.begun()).isFalse();
  }

  @Test
  void addsUpTheLayersAsTheyBecomeKnown() throws Exception {
    add("{'status':'Pulling fs layer','progressDetail':{},'id':'aaa'}");
    add("{'status':'Pulling fs layer','progressDetail':{},'id':'bbb'}");
    add("{'status':'Already exists','progressDetail':{},'id':'ccc'}");
    add("{'status':'Downloading','progressDetail':{'current':100,'total':1000},'id':'aaa'}");
    PullProgress progress =
        add("{'status':'Downloading','progressDetail':{'current':50,'total':500},'id':'bbb'}");

    assertThat(progress).isEqualTo(new PullProgress(150, 1500, 3, 1, false, "bbb: Downloading"));
  }

  @Test
  void countsALayerInFullWhenItHasArrived() throws Exception {
    add("{'status':'Downloading','progressDetail':{'current':990,'total':1000},'id':'aaa'}");
    add("{'status':'Downloading','progressDetail':{'current':1,'total':10},'id':'bbb'}");
    add("{'status':'Verifying Checksum','progressDetail':{},'id':'aaa'}");
    PullProgress progress = add("{'status':'Download complete','progressDetail':{},'id':'aaa'}");

    assertThat(progress.downloaded()).isEqualTo(1001);
    assertThat(progress.layersDone()).isZero();
    assertThat(progress.unpacking()).isFalse();
  }

  @Test
  void unpacksWhenAllHasArrived() throws Exception {
    add("{'status':'Downloading','progressDetail':{'current':1,'total':1000},'id':'aaa'}");
    add("{'status':'Already exists','progressDetail':{},'id':'bbb'}");
    PullProgress arrived = add("{'status':'Download complete','progressDetail':{},'id':'aaa'}");
    PullProgress unpacking =
        add("{'status':'Extracting','progressDetail':{'current':5,'total':1000},'id':'aaa'}");
    PullProgress done = add("{'status':'Pull complete','progressDetail':{},'id':'aaa'}");

    assertThat(arrived.unpacking()).isTrue();
    assertThat(unpacking.unpacking()).isTrue();
    assertThat(unpacking.downloaded()).isEqualTo(1000);
    assertThat(done.unpacking()).isFalse();
    assertThat(done.layersDone()).isEqualTo(2);
  }

  @Test
  void isNeverNegativeWhenALayerStartsAgain() throws Exception {
    add("{'status':'Downloading','progressDetail':{'current':900,'total':1000},'id':'aaa'}");
    PullProgress waiting = add("{'status':'Retrying in 5 seconds','progressDetail':{},'id':'aaa'}");
    PullProgress again =
        add("{'status':'Downloading','progressDetail':{'current':-1,'total':-1},'id':'aaa'}");

    assertThat(waiting.downloaded()).isZero();
    assertThat(again.downloaded()).isZero();
    assertThat(again.total()).isEqualTo(1000);
  }

  @Test
  void understandsTheContainerdStoreWhichCountsSeconds() throws Exception {
    add("{'status':'Downloading','progressDetail':{'current':1000,'total':1000},'id':'aaa'}");
    add("{'status':'Download complete','progressDetail':{'hidecounts':true},'id':'conf'}");
    add("{'status':'Download complete','progressDetail':{'hidecounts':true},'id':'aaa'}");
    PullProgress progress =
        add("{'status':'Extracting','progressDetail':{'current':3,'units':'s'},'id':'aaa'}");

    assertThat(progress.downloaded()).isEqualTo(1000);
    assertThat(progress.total()).isEqualTo(1000);

    PullProgress last = add("{'status':'Status: Downloaded newer image for postgres:16'}");
    assertThat(last.layersDone()).isEqualTo(2);
    assertThat(last.unpacking()).isFalse();
  }

  @Test
  void isFinishedWhenTheEngineSaysSo() throws Exception {
    add("{'status':'Digest: sha256:0123'}");
    assertThat(layers.finished()).isFalse();

    add("{'status':'Status: Image is up to date for postgres:16'}");
    assertThat(layers.finished()).isTrue();
  }

  private PullProgress add(String message) throws IOException {
    return layers.add(Json.read(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}
