package io.github.nocobasewizard.ui.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.ui.version.VersionModel.Lack;
import io.github.nocobasewizard.ui.version.VersionModel.Source;
import io.github.nocobasewizard.ui.version.VersionModel.Target;
import io.github.nocobasewizard.ui.version.VersionModel.Typed;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.Channel;
import io.github.nocobasewizard.version.Notice;
import io.github.nocobasewizard.version.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VersionModelTest {
  @Test
  void theRecommendedVersionIsChosenAtFirstAndStandsAboveTheTable() {
    var model = VersionSamples.usual();
    assertThat(chosen(model)).isEqualTo("2.2.15-full");
    assertThat(target(model).source()).isEqualTo(Source.RECOMMENDED);
    assertThat(tags(model))
        .containsExactly("2.2.14-full", "2.2.12-full", "2.2.9-full", "2.2.0-full", "2.1.18-full");
  }

  @Test
  void aChosenRowStaysChosenWhileTheListGrows() {
    var model = VersionSamples.usual();
    model.choose((Candidate.Offer) model.rows().get(1));
    assertThat(chosen(model)).isEqualTo("2.2.12-full");
    model.offers.set(VersionSamples.usual().offers.get());
    model.offers.set(null);
    model.offers.set(VersionSamples.usual().offers.get());
    // While nothing was there nothing could be chosen; then the recommended one is.
    assertThat(chosen(model)).isEqualTo("2.2.15-full");
    model.choose((Candidate.Offer) model.rows().get(1));
    model.offers.set(VersionSamples.usual().offers.get());
    assertThat(chosen(model)).isEqualTo("2.2.12-full");
    assertThat(target(model).source()).isEqualTo(Source.LIST);
  }

  @Test
  void aNewerRecommendationReplacesTheOldOneUnlessSomebodyHasChosen() {
    var model = VersionSamples.many(10);
    String first = chosen(model);
    model.offers.set(VersionSamples.usual().offers.get());
    assertThat(chosen(model)).isEqualTo("2.2.15-full").isNotEqualTo(first);
  }

  @Test
  void aSearchLooksAtTheRecommendedVersionToo() {
    var model = VersionSamples.usual();
    model.search.set(" 2.2.1 ");
    assertThat(tags(model)).containsExactly("2.2.15-full", "2.2.14-full", "2.2.12-full");
    model.search.set("FULL");
    assertThat(tags(model)).hasSize(6);
    model.search.set("7.7");
    assertThat(tags(model)).isEmpty();
    assertThat(chosen(model)).isEqualTo("2.2.15-full");
  }

  @Test
  void whatWasTypedIsChosenOnceItIsFoundInstallable() {
    var model = VersionSamples.typed("2.2.10-full");
    assertThat(chosen(model)).isEqualTo("2.2.10-full");
    assertThat(target(model).source()).isEqualTo(Source.TYPED);
    assertThat(target(model).download()).isTrue();
    model.typed.set(new Typed.Checking("2.2.99"));
    assertThat(chosen(model)).isEqualTo("2.2.15-full");
  }

  @Test
  void whatWasTypedAndMayNotBeInstalledIsNotChosen() {
    assertThat(chosen(VersionSamples.typed("2.1.18-full"))).isEqualTo("2.2.15-full");
  }

  @Test
  void aTypedVersionOutlivesAGrowingList() {
    var model = VersionSamples.typed("2.2.10-full");
    model.offers.set(VersionSamples.usual().offers.get());
    assertThat(chosen(model)).isEqualTo("2.2.10-full");
  }

  @Test
  void aVersionOfThisComputerIsNotDownloaded() {
    var model = VersionSamples.onComputer();
    assertThat(chosen(model)).isEqualTo("2.2.14-full");
    assertThat(target(model).download()).isFalse();
    model.showRegistry();
    assertThat(chosen(model)).isEqualTo("2.2.14-full");
    assertThat(tags(model)).contains("2.2.12-full");
  }

  @Test
  void anotherChannelIsAskedForOnce() {
    var model = VersionSamples.usual();
    List<Wanted> asked = new ArrayList<>();
    model.wantedChanged = asked::add;
    model.want(model.wanted.get());
    assertThat(asked).isEmpty();
    model.want(model.wanted.get().withChannel(Channel.BETA));
    model.want(model.wanted.get().withChannel(Channel.BETA));
    assertThat(asked).extracting(Wanted::channel).containsExactly(Channel.BETA);
  }

  @Test
  void whyNothingIsRecommendedIsSaidOnlyOfACompleteList() {
    assertThat(VersionSamples.newest().lack()).hasValue(Lack.NOTHING_NEWER);
    assertThat(VersionSamples.usual().lack()).isEmpty();
    var loading = VersionSamples.newest();
    loading.list.set(new VersionModel.ListState.Loading());
    assertThat(loading.lack()).isEmpty();
    assertThat(VersionSamples.loadingFirst().lack()).isEmpty();
  }

  @Test
  void aChannelThatIsBehindIsNoNewestVersion() {
    assertThat(VersionSamples.behind().lack()).hasValue(Lack.CHANNEL_BEHIND);
  }

  @Test
  void versionsThatCannotBeInstalledHereAreNotHidden() {
    var model = VersionSamples.blocked();
    assertThat(model.lack()).hasValue(Lack.BLOCKED);
    assertThat(model.blocked().map(refusal -> refusal.tag().text())).hasValue("2.2.15");
    assertThat(VersionSamples.unknown().lack()).hasValue(Lack.BLOCKED);
  }

  @Test
  void theNoticesAreThoseOfTheChosenVersionWithoutThePinning() {
    assertThat(VersionSamples.alias().notices()).isEmpty();
    assertThat(VersionSamples.notices().notices())
        .isNotEmpty()
        .noneMatch(Notice.PinsFloatingTag.class::isInstance);
    assertThat(VersionSamples.beta().notices())
        .hasAtLeastOneElementOfType(Notice.ChannelChanges.class);
  }

  @Test
  void theWayOverAStopIsChosenAsAWhole() {
    var model = VersionSamples.stop();
    assertThat(chosen(model)).isEqualTo("2.2.15");
    assertThat(target(model).offer().route().images())
        .extracting(ImageReference::tag)
        .containsExactly("1.0.1-alpha.1", "2.2.15");
  }

  private static Target target(VersionModel model) {
    return Objects.requireNonNull(model.chosen.get());
  }

  private static String chosen(VersionModel model) {
    return target(model).offer().tag().text();
  }

  private static List<String> tags(VersionModel model) {
    return model.rows().stream().map(row -> row.tag().text()).toList();
  }
}
