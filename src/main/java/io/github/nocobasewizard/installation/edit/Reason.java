package io.github.nocobasewizard.installation.edit;

/// Why an image could not be located or changed. The words for people are made elsewhere.
public enum Reason {
  /// There is no Compose file in the folder.
  NO_COMPOSE_FILE,
  /// No service of this name.
  SERVICE_NOT_FOUND,
  /// The service has `build:` and no image: a new version has to be built, not downloaded.
  IMAGE_MISSING_BUILD_ONLY,
  /// The service has an image and `build:`: the name belongs to what is built from a Dockerfile.
  IMAGE_IS_BUILT,
  /// Neither an image nor `build:`.
  IMAGE_MISSING,
  /// The image's text, or what it would become, is no image reference.
  NOT_AN_IMAGE,
  /// The deciding characters come from a variable of the process environment, not from a file.
  IN_SHELL_ENVIRONMENT,
  /// A variable of the image has neither a value nor a default.
  VARIABLE_NOT_FOUND,
  /// The value of the variable is made by Compose itself, e.g. `COMPOSE_PROJECT_NAME`.
  VARIABLE_OF_COMPOSE,
  /// The same characters decide the image of another service, which is not to be moved.
  SHARED_WITH_OTHER_SERVICE,
  /// The same characters decide something else than an image.
  SHARED_WITH_OTHER_SETTING,
  /// The same variable is handed into containers by `env_file` or by its bare name.
  SHARED_WITH_CONTAINER_ENVIRONMENT,
  /// The services to be moved want different things from the same characters.
  SERVICES_DISAGREE,
  /// A variable holds nothing but the digest; the target needs a digest, too.
  DIGEST_NEEDED,
  /// `include` of a shape or a place that is not understood, e.g. a remote one.
  INCLUDE_NOT_UNDERSTOOD,
  /// `extends` of a shape or a place that is not understood.
  EXTENDS_NOT_UNDERSTOOD,
  /// The same key twice in one mapping.
  DUPLICATE_KEY,
  /// Not UTF-8.
  ENCODING,
  /// Not YAML, or not a Compose file.
  NOT_YAML,
  /// An environment file that Compose itself would not accept.
  ENVIRONMENT_FILE_INVALID,
  /// Valid, but beyond what is followed here.
  TOO_COMPLEX,
  /// A file is missing or cannot be read.
  FILE_UNREADABLE,
  /// The edited bytes, read again, did not say what they should. Nothing was written.
  SELF_CHECK_FAILED
}
