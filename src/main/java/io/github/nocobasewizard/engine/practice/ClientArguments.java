package io.github.nocobasewizard.engine.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The command line of one of PostgreSQL's client programs.
///
/// @param values of options like `-d name`
/// @param flags options without a value, and long ones with theirs
/// @param rest what is no option
record ClientArguments(Map<String, String> values, Set<String> flags, List<String> rest) {
  private static final Set<String> LOGIN = Set.of("-h", "-p", "-U");

  /// @param withValue options, beside those of the login, that a value follows
  /// @param known all options without one
  /// @return empty if there is anything else
  static Optional<ClientArguments> read(
      List<String> arguments, Set<String> withValue, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    Set<String> flags = new HashSet<>();
    List<String> rest = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (LOGIN.contains(argument) || withValue.contains(argument)) {
        i++;
        if (i == arguments.size()) {
          return Optional.empty();
        }
        values.put(argument, arguments.get(i));
      } else if (argument.equals("-w") || known.contains(argument)) {
        flags.add(argument);
      } else if (argument.startsWith("-")) {
        return Optional.empty();
      } else {
        rest.add(argument);
      }
    }
    return Optional.of(new ClientArguments(values, flags, rest));
  }

  String value(String option) {
    return values.getOrDefault(option, "");
  }

  boolean has(String... all) {
    return flags.containsAll(List.of(all));
  }
}
