package io.github.nocobasewizard.ui.flow;

import java.util.ArrayList;
import java.util.List;

/// As many tags as Docker Hub may have of NocoBase, the most recently pushed first.
final class HubHistory {
  private static final List<String> FLAVOURS = List.of("-full", "", "-no-nginx", "-full-no-nginx");

  private HubHistory() {}

  /// Every number in every flavour, going back in small steps.
  static String[] tags(int count) {
    List<String> tags = new ArrayList<>();
    for (int number = 0; tags.size() < count; number++) {
      for (String flavour : FLAVOURS) {
        tags.add(number(number) + flavour);
      }
    }
    return tags.subList(0, count).toArray(String[]::new);
  }

  static String newest(String flavour) {
    return number(0) + flavour;
  }

  private static String number(int age) {
    return "2." + (20 - age / 50) + "." + (49 - age % 50);
  }
}
