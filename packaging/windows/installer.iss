; Inno Setup: installs for the person who runs it, without administrator rights. Untested here.
[Setup]
AppName=LDN Desktop
AppVersion=0.1.0
AppPublisher=LDN Desktop
DefaultDirName={localappdata}\Programs\LDN Desktop
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
OutputBaseFilename=ldn-desktop-setup
LicenseFile=..\..\LICENSE
SetupIconFile=ldn-desktop.ico
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes

[Files]
Source: "..\..\dist\ldn-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{userprograms}\LDN Desktop"; Filename: "{app}\ldn-desktop.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.ldnplan"; ValueType: string; ValueData: "LDNDesktop.Plan"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\LDNDesktop.Plan"; ValueType: string; ValueData: "LDN plan"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\LDNDesktop.Plan\shell\open\command"; ValueType: string; ValueData: """{app}\ldn-desktop.exe"" ""%1"""
