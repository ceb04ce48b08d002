"""The parts of the style sheet, with the names of tokens where colours and lengths go.

A widget says what it is by properties: ``role`` on labels and buttons, ``error`` and ``small`` on fields, ``severity``
on bars. Every focus ring lies inside its part, where nothing can cut it off: two pixels, and on a filled button one
pixel of the ground between ring and filling.
"""

from __future__ import annotations

from typing import Final

FRAMES: Final = """
QMainWindow, QDialog, QWidget#page, QWidget#headBar, QWidget#resultPane { background: $window; }
QWidget#topBar { background: $panel; border-bottom: 1px solid $line; }
QWidget#headBar { border-bottom: 1px solid $line; }
QWidget#rail { background: $rail; border-right: 1px solid $line; }
QFrame#card, QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: ${px6}; }
QFrame[role="option"] { background: $panel; border: 1px solid $control; border-radius: ${px6}; }
QFrame[role="option"][chosen="true"] { border: 2px solid $accent; }
QFrame[role="field-frame"] { background: $panel; border: 1px solid $control; border-radius: ${px4}; }
QFrame[role="strip"] { background: $sunken; border: 1px solid $line; border-radius: ${px4}; }
QFrame[role="line"] { background: $line; border: 0; max-height: 1px; }
QFrame[role="answer"] { background: $panel; border: 1px solid $line; border-left: ${px4} solid $accent;
  border-radius: ${px6}; border-top-left-radius: 0; border-bottom-left-radius: 0; }
QFrame#searchPopup { background: $panel; border: 1px solid $control; border-radius: ${px6}; }
QFrame#searchFoot, QFrame#searchKinds { background: $sunken; border: 0; }
QFrame#searchSide { border: 0; border-left: 1px solid $line; }
QListView#searchList, QListView#searchList:focus, QListView[role="plain"], QListView[role="plain"]:focus { border: 0;
  border-radius: 0; }
QFrame[severity] { border: 1px solid $info; border-left-width: ${px4}; border-radius: ${px5}; background: $info_bg; }
QFrame[severity="caution"] { border-color: $caution; background: $caution_bg; }
QFrame[severity="warning"] { border-color: $warning; background: $warning_bg; }
QFrame[severity="blocking"] { border-color: $blocking; background: $blocking_bg; }
QFrame[severity="ok"] { border-color: $ok; background: $ok_bg; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[role="ground"], QWidget[role="ground"] { background: transparent; }
QSplitter::handle { background: $window; }
QSplitter::handle:horizontal { width: ${px9}; border-left: 1px solid $line; margin-left: ${px4}; }
QSplitter::handle:vertical { height: ${px9}; border-top: 1px solid $line; margin-top: ${px4}; }
QSplitter::handle:hover { border-color: $control; }
"""

LABELS: Final = """
QLabel { background: transparent; }
QLabel:disabled { color: $disabled; }
QLabel[role="headline"] { font-size: ${type_headline}; font-weight: 700; }
QLabel[role="title"] { font-size: ${type_title}; font-weight: 700; }
QLabel[role="lead"] { font-size: ${type_lead}; }
QLabel[role="heading"] { font-size: ${type_heading}; font-weight: 700; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="secondary"] { font-size: ${type_small}; color: $text2; }
QLabel[beside="true"] { min-height: ${field0}; }
QLabel[role="body-secondary"] { color: $text2; }
QLabel[role="section"] { font-size: ${type_small}; font-weight: 700; color: $text2; }
QLabel[role="caption"] { font-size: ${type_small}; color: $text3; }
QLabel[role="tiny"] { font-size: ${type_tiny}; color: $text3; }
QLabel[role="error"], QLabel[role="blocking"] { font-size: ${type_small}; color: $blocking; }
QLabel[role="warning"] { font-size: ${type_small}; color: $warning; }
QLabel[role="caution"] { font-size: ${type_small}; color: $caution; }
QLabel[role="info"] { font-size: ${type_small}; color: $info; }
QLabel[role="ok"] { font-size: ${type_small}; color: $ok; }
QLabel[role="lock-mark"] { background: $soft; border-radius: ${px8}; }
QRadioButton[role="choice"] { font-size: ${type_lead}; font-weight: 700; }
QLabel[role="tag"], QLabel[role="tag-blocking"], QLabel[role="tag-warning"], QLabel[role="key"] {
  font-size: ${type_small}; color: $text2; background: $sunken; border: 1px solid $line;
  border-radius: ${tag_radius}; min-height: ${tag1}; max-height: ${tag1}; padding: 0 ${px8}; }
QLabel[role="tag-warning"] { color: $warning; background: $warning_bg; border-color: $warning; }
QLabel[role="tag-blocking"] { color: $blocking; background: $blocking_bg; border-color: $blocking; }
QLabel[role="key"] { font-size: ${type_tiny}; border-color: $control; border-radius: 3px; padding: 0 ${px5}; }
"""

BUTTONS: Final = """
QPushButton { background: $panel; color: $text; border: 1px solid $control; border-radius: ${px5};
  min-height: ${field1}; padding: 0 ${px10}; outline: 0; icon-size: ${px16}; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:open { background: $pressed; }
QPushButton:disabled { background: $sunken; color: $disabled; border-color: $line; }
QPushButton[role="primary"], QPushButton:default { background: $accent; color: $on_accent;
  border-color: $accent; }
QPushButton[role="primary"] { font-weight: 700; }
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed, QPushButton:default:pressed { background: $accent_hover;
  border-color: $on_accent; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled { background: $sunken; color: $disabled;
  border-color: $line; font-weight: 400; }
QPushButton[role="flat"], QPushButton[role="link"] { background: transparent; color: $accent;
  border-color: transparent; padding: 0 ${px6}; }
QPushButton[role="link"] { text-decoration: underline; }
QPushButton[role="flat"][edge="true"] { padding: 0 1px; }
QPushButton[role="flat"]:hover, QPushButton[role="link"]:hover { background: $hover; }
QPushButton[role="flat"]:pressed, QPushButton[role="link"]:pressed { background: $pressed; }
QPushButton[role="flat"]:disabled, QPushButton[role="link"]:disabled { color: $disabled; }
QPushButton[role="repair"] { border-color: $accent; color: $accent; }
QPushButton[role="repair"]:disabled { color: $disabled; border-color: $line; }
QPushButton[role="toggle"]:checked { background: $soft; color: $on_soft; border-color: $accent; }
QPushButton[chosen="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 700; }
QPushButton[role="field"] { border-radius: ${px4}; text-align: left; padding: 0 ${px24} 0 ${px8}; }
QPushButton[role="field"]:hover { background: $panel; border-color: $text2; }
QPushButton[role="toggle"]:checked, QPushButton[role="pill"]:checked { background: $soft; color: $on_soft;
  border-color: $accent; }
QPushButton[role="pill"] { border-radius: $pill_radius; min-height: ${small1}; padding: 0 ${px9}; }
QPushButton:focus { border: 2px solid $focus; min-height: ${field2}; padding: 0 ${px9}; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid $focus; background-clip: padding; }
QPushButton[role="pill"]:focus { border: 2px solid $focus; min-height: ${small2}; padding: 0 ${px8}; }
QPushButton[role="flat"]:focus, QPushButton[role="link"]:focus { border: 2px solid $focus; padding: 0 ${px5}; }
QPushButton[role="flat"][edge="true"]:focus { padding: 0; }
QPushButton[role="field"]:focus { border: 2px solid $focus; padding: 0 ${px24} 0 ${px7}; }
QPushButton[small="true"] { min-height: ${small1}; padding: 0 ${px8}; icon-size: ${px14}; }
QPushButton[small="true"]:focus { min-height: $small2; padding: 0 ${px7}; }
QPushButton[tall="true"] { min-height: ${field2}; padding: 0 ${px12}; border-width: 3px; }
QPushButton::menu-indicator { image: ${img_down}; width: ${px12}; height: ${px12};
  subcontrol-origin: border; subcontrol-position: center right; right: ${px6}; }
QPushButton[menu="true"] { padding-right: ${px24}; }
QPushButton[role="side-link"] { background: transparent; border: 0; border-left: 2px solid $line; border-radius: 0;
  color: $text; text-align: left; padding: 0 ${px8}; min-height: ${px24}; }
QPushButton[role="side-link"]:hover { background: $hover; border-left-color: $accent; }
QPushButton[role="side-link"]:focus { border: 2px solid $focus; padding: 0 ${px6}; }
QPushButton[role="map-node"] { background: $panel; border: 1px solid $control; font-weight: 700; }
QPushButton[role="map-node"][kind="drug"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="map-node"][kind="effect"] { background: $soft; color: $on_soft; border-color: $accent; }
QPushButton[role="map-node"]:focus, QPushButton[role="map-arrow"]:focus { border: 2px solid $focus; }
QPushButton[role="map-arrow"] { background: transparent; border: 1px solid transparent; color: $text2;
  min-height: ${px16}; padding: 0 ${px4}; font-size: ${type_small}; }
QPushButton[role="map-arrow"]:hover { border-color: $accent; color: $text; }
QToolButton { background: transparent; color: $text2; border: 1px solid transparent; border-radius: ${px5};
  min-width: ${px22}; min-height: ${px22}; padding: 0 ${px2}; outline: 0; icon-size: ${px18}; }
QToolButton[role="tool"] { min-width: ${field1}; min-height: ${field1}; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: $pressed; }
QToolButton:disabled { color: $disabled; background: transparent; }
QToolButton:focus { border: 2px solid $focus; padding: 0 ${px1}; min-width: ${px20}; min-height: ${px20}; }
QToolButton[role="button"] { background: $panel; color: $text; border-color: $control; }
QToolButton[role="button"]:hover { background: $hover; }
QToolButton[role="button"]:disabled { background: $sunken; color: $disabled; border-color: $line; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="rail"] { font-size: ${type_tiny}; color: $text2; border: 0;
  border-top-right-radius: ${px6}; border-bottom-right-radius: ${px6}; min-width: ${px24}; min-height: ${px56};
  padding: 0 ${px4}; }
QToolButton[role="rail"]:checked { color: $text; font-weight: 700;
  background: qlineargradient(x1: 0, y1: 0, x2: 1, y2: 0,
    stop: 0 $accent, stop: 0.062 $accent, stop: 0.063 $panel, stop: 1 $panel); }
QToolButton[role="segment"] { background: $panel; color: $text; border: 1px solid $control; border-left-width: 0;
  border-radius: 0; padding: 0 ${px10}; min-height: ${field1}; min-width: 0; }
QToolButton[role="segment"][small="true"] { min-height: ${small1}; padding: 0 ${px8}; font-size: ${type_small}; }
QToolButton[role="segment"][place="first"] { border-left-width: 1px;
  border-top-left-radius: ${px5}; border-bottom-left-radius: ${px5}; }
QToolButton[role="segment"][place="last"] { border-top-right-radius: ${px5}; border-bottom-right-radius: ${px5}; }
QToolButton[role="segment"][place="only"] { border-left-width: 1px; border-radius: ${px5}; }
QToolButton[role="segment"]:hover { background: $hover; }
QToolButton[role="segment"]:checked { background: $accent; color: $on_accent; font-weight: 700; }
QToolButton[role="segment"]:disabled { background: $sunken; color: $disabled; border-color: $line; }
QToolButton[role="segment"]:checked:disabled { background: $line; color: $text3; }
QCheckBox, QRadioButton { background: transparent; border: 2px solid transparent; border-radius: ${px4};
  spacing: ${px8}; min-height: ${px24}; outline: 0; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator { width: $choice1; height: $choice1;
  background: $panel; border: 1px solid $control; border-radius: 3px; }
QRadioButton::indicator { border-radius: $choice_radius; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $text2; background: $hover; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
  image: ${img_tick_on_accent}; }
QRadioButton::indicator:checked { background: $on_accent; border: $dot_edge solid $accent; width: $dot; height: $dot; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $line; }
QCheckBox::indicator:checked:disabled { image: ${img_tick_off}; }
"""

FIELDS: Final = """
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
  background: $panel; color: $text; border: 1px solid $control; border-radius: ${px4};
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: ${field1}; padding: 0 ${px7}; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover, QPlainTextEdit:hover, QTextEdit:hover {
  border-color: $text2; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid $focus; min-height: ${field2}; padding: 0 ${px6}; }
QComboBox:open { border: 2px solid $focus; min-height: ${field2}; padding: 0 ${px6}; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; }
QLineEdit[error="true"], QAbstractSpinBox[error="true"], QComboBox[error="true"] {
  border: 2px solid $blocking; min-height: ${field2}; padding: 0 ${px6}; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
  background: $sunken; color: $disabled; border-color: $line; }
QLineEdit:read-only { background: $sunken; }
QLineEdit[stepper="true"] { padding-right: ${px24}; }
QLineEdit[search="true"] { padding-left: ${px28}; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: ${px22}; border: 0;
  background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed { background: $pressed; }
QAbstractSpinBox::up-arrow { image: ${img_up}; width: ${px11}; height: ${px11}; }
QAbstractSpinBox::down-arrow { image: ${img_down}; width: ${px11}; height: ${px11}; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off { image: ${img_up_off}; }
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: ${img_down_off}; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right;
  width: ${px24}; border: 0; background: transparent; }
QComboBox::down-arrow { image: ${img_down}; width: ${px14}; height: ${px14}; }
QComboBox::down-arrow:disabled { image: ${img_down_off}; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: 0; padding: 0; min-height: 0; background: transparent; }
QAbstractSpinBox QLineEdit[error="true"] { border: 0; padding: 0; min-height: 0; }
QAbstractSpinBox { max-height: ${field1}; }
QAbstractSpinBox:focus, QAbstractSpinBox[error="true"] { max-height: ${field2}; }
QComboBox QAbstractItemView { background: $panel; color: $text; border: 1px solid $control; outline: 0;
  padding: ${px4} 0; }
QComboBox QAbstractItemView::item { min-height: ${px28}; padding: 0 ${px8}; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sunken; border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { color: $text; font-weight: 700; min-height: ${px28}; min-width: ${px28}; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: ${img_left}; }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: ${img_right}; }
QCalendarWidget QSpinBox { min-height: ${px24}; }
QCalendarWidget QAbstractItemView { background: $panel; color: $text; border: 0; outline: 0; padding: 0;
  selection-background-color: $accent; selection-color: $on_accent; }
"""

TABLES: Final = """
QTableView, QListView, QTreeView, QTableWidget, QListWidget {
  background: $panel; color: $text; border: 1px solid $control; border-radius: ${px4}; outline: 0;
  gridline-color: $line; alternate-background-color: $panel;
  selection-background-color: $soft; selection-color: $on_soft; }
QTreeView[role="tree"] { background: $window; border: 0; border-right: 1px solid $line; border-radius: 0;
  padding: ${px4}; }
QTreeView[role="tree"]::item { border: 0; padding: ${px4} ${px4}; min-height: ${px20}; }
QTableView::item { border: 0; border-bottom: 1px solid $line; padding: 0 ${px8}; }
QListView::item, QTreeView::item { border: 0; border-bottom: 1px solid $line; padding: ${px4} ${px8}; }
QTableView::item:hover, QListView::item:hover, QTreeView::item:hover { background: $hover; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $soft; color: $on_soft; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $focus; }
QTableView[role="list"]:focus { border: 1px solid $focus; }
QTableView QLineEdit { border: 2px solid $focus; border-radius: 2px; min-height: 0; padding: 0 ${px4}; }
QTableView QLineEdit[error="true"] { border-color: $blocking; }
QHeaderView { background: $sunken; border: 0; }
QHeaderView::section { background: $sunken; color: $text2; font-size: ${type_small}; font-weight: 700;
  border: 0; border-bottom: 1px solid $line; min-height: ${header}; padding: 0 ${px8}; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::up-arrow { image: ${img_up}; width: ${px12}; height: ${px12}; }
QHeaderView::down-arrow { image: ${img_down}; width: ${px12}; height: ${px12}; }
QTableCornerButton::section { background: $sunken; border: 0; border-bottom: 1px solid $line; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; top: -1px; }
QTabWidget::tab-bar { left: 0; }
QTabBar { background: transparent; qproperty-drawBase: 0; outline: 0; }
QTabBar::tab { background: transparent; color: $text2; border: 0; border-bottom: 3px solid transparent;
  padding: ${px6} ${px12} ${px5} ${px12}; margin-right: ${px4}; min-height: ${px20}; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $accent; font-weight: 700; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
"""

MISCELLANY: Final = """
QToolTip { background: $panel; color: $text; border: 1px solid $control; padding: ${px4} ${px6};
  font-size: ${type_small}; }
QMenuBar { background: $panel; color: $text; }
QMenuBar::item { background: transparent; padding: ${px4} ${px8}; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; color: $text; border: 1px solid $control; padding: ${px4} 0; }
QMenu::item { min-height: ${px20}; padding: ${px4} ${px24} ${px4} ${px12}; background: transparent;
  border: 1px solid transparent; }
QMenu::item:selected { background: $soft; color: $on_soft; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: ${px8}; }
QMenu::indicator { width: ${px14}; height: ${px14}; left: ${px8}; }
QMenu::indicator:checked { image: ${img_tick}; }
QMenu::separator { height: 1px; background: $line; margin: ${px4} 0; }
QScrollBar:vertical { background: transparent; width: ${px12}; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${px12}; margin: 0; }
QScrollBar::handle { background: $control; border-radius: ${px3}; margin: ${px3}; }
QScrollBar::handle:vertical { min-height: ${px32}; }
QScrollBar::handle:horizontal { min-width: ${px32}; }
QScrollBar::handle:hover { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $sunken; border: 1px solid $control; border-radius: ${px4}; text-align: center;
  min-height: ${px16}; max-height: ${px16}; }
QProgressBar::chunk { background: $soft; }
QStatusBar { background: $window; color: $text2; }
QStatusBar::item { border: 0; }
QGroupBox { border: 1px solid $line; border-radius: ${px6}; margin-top: ${px20}; padding: ${px8}; }
QFileDialog { backward-icon: $img_back; forward-icon: $img_forward; filedialog-parent-directory-icon: $img_parent;
  filedialog-new-directory-icon: $img_new_folder; filedialog-listview-icon: $img_tiles;
  filedialog-detailedview-icon: $img_rows; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; font-weight: 700; padding: 0 ${px4}; }
"""
