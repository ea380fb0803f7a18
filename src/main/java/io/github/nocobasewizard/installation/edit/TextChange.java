package io.github.nocobasewizard.installation.edit;

import io.github.nocobasewizard.engine.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Decides which written characters become which so that an image's text becomes another one.
final class TextChange {
  /// A replacement of bytes in a file.
  record InFile(TextFile file, FileEdit.Splice splice) {
    /// Whether the characters already are what they should become.
    boolean isNothing() {
      byte[] wanted = splice.replacement();
      return Arrays.equals(file.bytes(), splice.start(), splice.end(), wanted, 0, wanted.length);
    }
  }

  /// More variables than this side by side are not told apart.
  private static final int MAX_RUNS = 12;

  private final ComposeModel.Service service;
  private final Traced text;
  private final List<InFile> changes = new ArrayList<>();

  private TextChange(ComposeModel.Service service, Traced text) {
    this.service = service;
    this.text = text;
  }

  static List<InFile> plan(
      ComposeModel.Service service, Traced text, ImageText image, ImageReference target)
      throws RefusedException {
    TextChange change = new TextChange(service, text);
    for (ImageText.Part part : image.parts(target)) {
      change.replace(part);
    }
    return change.changes;
  }

  private void replace(ImageText.Part part) throws RefusedException {
    if (part.start() == part.end()) {
      insert(part);
      return;
    }
    List<Traced.Run> runs = text.runs(part.start(), part.end());
    if (runs.size() > MAX_RUNS) {
      throw refused(Reason.TOO_COMPLEX);
    }
    List<String> wanted =
        one(runs, part.replacement())
            .or(() -> variables(runs, part.replacement()))
            .or(() -> oneTakesAll(runs, part.replacement()))
            .orElseThrow(() -> notPossible(part, runs));
    for (int i = 0; i < runs.size(); i++) {
      write(runs.get(i), wanted.get(i));
    }
  }

  /// New characters go to the end of what stands before them.
  private void insert(ImageText.Part part) throws RefusedException {
    Traced.Cell before = text.cells().get(part.start() - 1);
    if (!isWritten(before.source())) {
      throw notWritten(before.source());
    }
    add(before.source(), before.end(), before.end(), part.replacement());
  }

  /// One run changes, all others stay: the usual case.
  private Optional<List<String>> one(List<Traced.Run> runs, String wanted) {
    for (int i = 0; i < runs.size(); i++) {
      String before = textOf(runs.subList(0, i));
      String after = textOf(runs.subList(i + 1, runs.size()));
      boolean fits =
          isWritten(runs.get(i).source())
              && wanted.length() >= before.length() + after.length()
              && wanted.startsWith(before)
              && wanted.endsWith(after);
      if (fits) {
        List<String> texts = texts(runs);
        texts.set(i, wanted.substring(before.length(), wanted.length() - after.length()));
        if (!texts.get(i).isEmpty() || !isWholeVariable(runs.get(i))) {
          return Optional.of(texts);
        }
      }
    }
    return Optional.empty();
  }

  /// The literal characters between the variables stay, the variables change.
  private Optional<List<String>> variables(List<Traced.Run> runs, String wanted) {
    String pattern =
        runs.stream()
            .map(run -> isVariable(run) ? "(.+?)" : "(" + Pattern.quote(textOf(run)) + ")")
            .collect(Collectors.joining());
    Matcher matcher = Pattern.compile(pattern).matcher(wanted);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= runs.size(); i++) {
      texts.add(matcher.group(i));
    }
    return Optional.of(texts);
  }

  /// One piece takes it all, the literal characters around it go: the only variable, or the longest
  /// of the pieces if there is none.
  private Optional<List<String>> oneTakesAll(List<Traced.Run> runs, String wanted) {
    List<Traced.Run> variables = runs.stream().filter(this::isVariable).toList();
    if (variables.size() > 1 || wanted.isEmpty() && !variables.isEmpty()) {
      return Optional.empty();
    }
    Traced.Run taking =
        variables.stream()
            .findFirst()
            .or(() -> runs.stream().max(Comparator.comparingInt(Traced.Run::length)))
            .orElseThrow();
    if (!isWritten(taking.source())) {
      return Optional.empty();
    }
    return Optional.of(runs.stream().map(run -> run.equals(taking) ? wanted : "").toList());
  }

  private void write(Traced.Run run, String wanted) throws RefusedException {
    if (textOf(run).equals(wanted)) {
      return;
    }
    if (!isWritten(run.source())) {
      throw notWritten(run.source());
    }
    int start = text.cells().get(run.start()).start();
    int end = text.cells().get(run.end() - 1).end();
    add(run.source(), start, end, wanted);
  }

  private void add(Traced.Source source, int start, int end, String wanted)
      throws RefusedException {
    TextFile file =
        switch (source) {
          case Traced.Source.Scalar scalar -> scalar.file().file();
          case Traced.Source.Variable variable -> variable.file();
          case Traced.Source.Shell shell -> throw notWritten(shell);
          case Traced.Source.Computed computed -> throw notWritten(computed);
        };
    changes.add(
        new InFile(file, new FileEdit.Splice(start, end, wanted.getBytes(StandardCharsets.UTF_8))));
  }

  private RefusedException notPossible(ImageText.Part part, List<Traced.Run> runs) {
    for (Traced.Run run : runs) {
      if (!isWritten(run.source())) {
        return notWritten(run.source());
      }
    }
    boolean digestGoes = part.replacement().isEmpty() && text.text().charAt(part.start()) == '@';
    return refused(digestGoes ? Reason.DIGEST_NEEDED : Reason.TOO_COMPLEX);
  }

  private RefusedException notWritten(Traced.Source source) {
    return switch (source) {
      case Traced.Source.Shell shell -> refused(Reason.IN_SHELL_ENVIRONMENT, shell.name());
      case Traced.Source.Computed computed -> refused(Reason.VARIABLE_OF_COMPOSE, computed.name());
      case Traced.Source.Scalar scalar -> refused(Reason.TOO_COMPLEX);
      case Traced.Source.Variable variable -> refused(Reason.TOO_COMPLEX, variable.name());
    };
  }

  private RefusedException refused(Reason reason) {
    return new RefusedException(Refused.of(reason).forService(service.name()));
  }

  private RefusedException refused(Reason reason, String name) {
    return new RefusedException(Refused.of(reason).forService(service.name()).named(name));
  }

  private static boolean isWritten(Traced.Source source) {
    return source instanceof Traced.Source.Scalar || source instanceof Traced.Source.Variable;
  }

  private boolean isVariable(Traced.Run run) {
    return !(run.source() instanceof Traced.Source.Scalar);
  }

  /// Whether the run is all there is of a variable. Such a one is never emptied: `${V:-default}`
  /// and `${V:?}` would no longer mean the same, and a comment behind it would become its value.
  private boolean isWholeVariable(Traced.Run run) {
    List<Traced.Cell> cells = text.cells();
    boolean before =
        run.start() > 0 && cells.get(run.start()).continues(cells.get(run.start() - 1));
    boolean after =
        run.end() < cells.size() && cells.get(run.end()).continues(cells.get(run.end() - 1));
    return isVariable(run) && !before && !after;
  }

  private String textOf(Traced.Run run) {
    return text.text().substring(run.start(), run.end());
  }

  private String textOf(List<Traced.Run> runs) {
    return runs.stream().map(this::textOf).collect(Collectors.joining());
  }

  private List<String> texts(List<Traced.Run> runs) {
    return new ArrayList<>(runs.stream().map(this::textOf).toList());
  }
}
