package io.github.nocobasewizard.installation.edit;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That something was not done, why, and the facts for saying so.
///
/// @param reason why
/// @param service the service concerned; null if it concerns the project
/// @param file the file concerned; null if none or not known
/// @param line the line in that file, from 1; 0 if not known
/// @param name the variable, key or file name concerned; null if none
/// @param others who else is concerned: other services, or the paths of other settings
public record Refused(
    Reason reason,
    @Nullable String service,
    @Nullable Path file,
    int line,
    @Nullable String name,
    List<String> others)
    implements ImageLocation, EditPlan {
  public Refused {
    others = List.copyOf(others);
  }

  static Refused of(Reason reason) {
    return new Refused(reason, null, null, 0, null, List.of());
  }

  static Refused of(Reason reason, Path file) {
    return of(reason).at(file, 0);
  }

  Refused at(Path where, int atLine) {
    return new Refused(reason, service, where, atLine, name, others);
  }

  Refused named(String newName) {
    return new Refused(reason, service, file, line, newName, others);
  }

  Refused forService(String newService) {
    return new Refused(reason, newService, file, line, name, others);
  }

  Refused with(List<String> newOthers) {
    return new Refused(reason, service, file, line, name, newOthers);
  }
}
