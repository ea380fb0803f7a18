/// Where the image of a Compose service is written, and how exactly those characters change.
///
/// ```
/// ProjectSource ─► ProjectFiles.read ─► locate ─► ImageLocation
///                                   └─► plan ─► EditPlan: FileEdit… ─► FileEdit.write (AtomicFile)
/// ```
///
/// The way there mirrors how Compose reads a project, and carries with every character of a value
/// the bytes it was written with ([Traced]): [TextFile] decodes, [YamlFile] and [DotEnv] read,
/// [Template] fills in variables, [ComposeModel] puts files, documents, `extends` and `include`
/// together. [TextChange] then decides which written characters become which, and [SelfCheck] reads
/// the edited bytes again and compares. Whatever is not understood for certain is [Refused] with a
/// [Reason]; nothing here throws because of what stands in a file.
@NullMarked
package io.github.nocobasewizard.installation.edit;

import org.jspecify.annotations.NullMarked;
