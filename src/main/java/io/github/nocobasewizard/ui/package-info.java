/// The user interface: pages that show what the other rooms know, in the words of the admin.
///
/// ## How a page is made
///
/// 1. A sub-package named after the page, with three files of one base name: `X.fxml` (in the resources)
///    says what stands where, `XModel` holds what is shown, `XController` joins the two.
/// 2. `XModel` holds observable values (`public final StringProperty …`) and commands
///    (`public Runnable …`). It knows nothing of `javafx.scene`, so a test needs no window.
/// 3. `XController extends Page`: the constructor takes `Texts` and the model; `initialize()` binds the
///    parts to the model; `side()` says what the side panel shows. `Page` loads the FXML.
/// 4. The root of the FXML is a `PageFrame`: first a `PageHeader` or an `OutcomeHeader`, then the parts
///    of `ui.kit`, last the `<bar>` with an `ActionBar`. A child with `VBox.vgrow="ALWAYS"` fills the rest.
/// 5. Every word is a key of `ui/text/texts.properties` and `texts_zh_CN.properties`: `%key` in FXML,
///    `texts.get("key", …)` in code, written out as a literal so that the test finds it.
/// 6. Single-line words are a `Label`, everything that may wrap is a `Prose`.
/// 7. One button has `defaultButton` at a time, also among hidden ones: Enter presses it.
/// 8. Its states are added to `ScreenshotTest`, and somebody looks at the pictures.
@NullMarked
package io.github.nocobasewizard.ui;

import org.jspecify.annotations.NullMarked;
